import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findStatusCodes } from '../../../../src/core/code/statusCode';
import { isWhole, LineCutter } from '../../../../src/core/files/lines';
import { decodeWhole } from '../../../../src/core/files/textFile';
import type { LogLine, LogSink } from '../../../../src/core/logs/formats/format';
import { formats, recogniseFormat } from '../../../../src/core/logs/formats/formats';
import type { MessageKey } from '../../../../src/core/logs/formats/messageKey';
import { kinds } from './generatedLogs';
import { logOf } from './generatedTraffic';
import { samples } from './logFolder';
import { clock } from './readTexts';

const texts = readdirSync(samples).map((name) => decodeWhole(readFileSync(join(samples, name))));
const made = kinds.map((kind) =>
  logOf(kind, { mails: [{ sender: 1, domain: 1, blocked: true }], pick: [1], ids: 3 }).join('\n'),
);
const textsOf = (id: string) => [...texts, ...made].filter((text) => recogniseFormat(text).id === id);

/** What a format states about a text: the keys of its messages, and what its times left open. */
function statedBy(format: (typeof formats)[number], text: string) {
  const keys: MessageKey[] = [];
  const assumed = new Set<string>();
  const sink: LogSink = {
    open: (key) => void keys.push(key),
    add: (key) => void keys.push(key),
    close: (key) => void keys.push(key),
    recall: () => undefined,
    event: ({ moment }, _, stated = []) => {
      keys.push(...stated);
      for (const each of moment?.assumed ?? []) assumed.add(each);
    },
    loginFailed: () => undefined,
    totalled: () => undefined,
  };
  const reader = format.reader(sink, clock);
  const read = (line: Omit<LogLine, 'hits'>) => {
    const hits = findStatusCodes(line.text).map(({ code, start }) => ({
      code,
      line: line.number,
      column: start + 1,
    }));
    if (isWhole(line)) reader.read({ ...line, hits });
  };
  const cutter = new LineCutter();
  cutter.push(text, read);
  cutter.end(read);
  reader.end?.();
  return { keys, assumed };
}

describe('a format', () => {
  it.each(formats.map((format) => [format.id, format] as const))(
    'has a sample, and states what that shows: %s',
    (id, format) => {
      const own = textsOf(id);
      expect(own.length).toBeGreaterThan(0);
      for (const text of own) {
        const { keys, assumed } = statedBy(format, text);
        // A space that is not stated would be left out of the second pass.
        for (const key of keys) expect(format.idSpaces).toContain(key.slice(0, 1));
        if (format.zone !== 'local') expect([...assumed]).not.toContain('zone');
      }
    },
  );

  it('is recognised alone: no sample shows the marks of a surer one', () => {
    for (const text of [...texts, ...made]) {
      const lines = text.slice(0, 16_384).split(/\r\n|\n|\r/);
      const recognising = formats.filter((format) => format.id !== 'text' && format.recognises(lines));
      const surest = recognising.filter(({ sureness }) => sureness === recogniseFormat(text).sureness);
      expect(surest.length).toBeLessThanOrEqual(1);
    }
  });
});
