import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zip } from '../files/zip';

/** What comes of a file: as many hits, or a word on why it was not read, or nothing, since its name says that it is neither mail nor a log. */
export interface MixedFile {
  readonly path: string;
  readonly hits: number;
  readonly isNamed: boolean;
  /** The window leaves it out by its name. The command line reads it. */
  readonly isLeftOut: boolean;
}

type Made = readonly [name: string, content: Buffer | string, hits: number, fate?: 'named' | 'left out'];

const refused = (id: number, code = '5.7.705') =>
  `Nov 23 10:00:01 mx postfix/smtp[1]: ${id.toString(16).toUpperCase()}AF: to=<c@d.example>, relay=r[203.0.113.1]:25, status=bounced (550 ${code} Access denied)\n`;
const sent = (id: number) =>
  `Nov 23 10:00:01 mx postfix/smtp[1]: ${id.toString(16).toUpperCase()}AF: to=<c@d.example>, relay=r[203.0.113.1]:25, dsn=2.0.0, status=sent (250 ok)\n`;

/** Bytes that are the same in each run, and as good as random. */
function noise(seed: number, length: number): Buffer {
  let state = seed * 2_654_435_761 + 1;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    }),
  );
}

const picture = (seed: number) => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), noise(seed, 2000)]);
const kumo = `{"type":"Bounce","response":{"code":550,"enhanced_code":{"class":5,"subject":7,"detail":705},"content":"denied"}}\n`;
const journal = `{"MESSAGE":[${[...Buffer.from('\u001b[31m550 5.7.750 denied')].join(',')}]}\n`;

/** A file of each kind, by turns. */
const kinds: readonly ((index: number) => Made)[] = [
  (index) => [
    `bounce-${index}.eml`,
    `From: postmaster@a.example\nContent-Transfer-Encoding: base64\n\n${Buffer.from(`${index}: 550 5.7.705 no`).toString('base64')}\n`,
    1,
  ],
  (index) => [`mail-${index}.eml`, `From: a@b.example\nSubject: ${index}\n\nHello.\n`, 0],
  (index) => [`mail.log.${index}`, sent(index) + refused(index) + sent(index + 1), 1],
  (index) => [`old.log.${index}.gz`, gzipSync(refused(index) + refused(index + 1, '5.7.708')), 2],
  (index) => [
    `logs-${index}.zip`,
    zip([
      { name: 'a/mail.log', content: refused(index) },
      { name: 'b.eml', content: 'From: a@b.example\n\n550 5.7.750 no\n' },
    ]),
    2,
  ],
  (index) => [`blob-${index}`, noise(index, 3000), 0, 'named'],
  (index) => [`empty-${index}.log`, '', 0],
  (index) => [`cut-${index}.log.gz`, gzipSync(noise(index, 5000)).subarray(0, 3000), 0, 'named'],
  (index) => [`broken-${index}.zip`, `PK\u0003\u0004${index}`, 0, 'named'],
  (index) => [`packed-${index}.log.bz2`, 'BZh91AY&SY....', 0, 'named'],
  (index) => [`kumo-${index}.jsonl`, kumo + journal, 2],
  (index) => [
    `trace-${index}.csv`,
    Buffer.from(`\ufeffStatus,Detail\r\nFailed,550 5.7.705 no\r\n`, 'utf16le'),
    1,
  ],
  (index) => [`picture-${index}.png`, picture(index), 0, 'left out'],
  (index) => [`code-${index}.ts`, `// ${index}: 550 5.7.705 in a comment\n`, 1, 'left out'],
  (index) => [`near-${index}.txt`, 'v5.7.705 5.7.7055 10.5.7.705 5.7.7\n5.7.75.7.7\n', 0],
  (index) => [
    `crashed-${index}.log`,
    Buffer.concat([Buffer.alloc(5000), Buffer.from(`\n${refused(index)}`)]),
    1,
  ],
  (index) => [`latin-${index}.txt`, Buffer.from('perch\xe9 550 5.7.711 \xa0no', 'latin1'), 1],
  (index) => [
    `mbox-${index}`,
    `From a@b Mon Nov 23 10:00:00 2026\nFrom: a@b.example\n\n550 5.7.705 no\n\n`.repeat(3),
    3,
  ],
];

/** Of these there are few: each takes long, or much room. */
const rareKinds: readonly ((index: number) => Made)[] = [
  (index) => [`endless-${index}.log`, `${'x'.repeat(1 << 20)} 550 5.7.705 ${'y'.repeat(1 << 20)}`, 1],
  (index) => [`long-${index}.log`, sent(index).repeat(2000) + refused(index), 1],
  (index) => [
    `damaged-${index}.msg`,
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), noise(index, 4000)]),
    0,
    'named',
  ],
];
const rare = 700;
const filesOfFolder = 250;

/** Writes as many files of all kinds below a folder, with links that lead round in a circle, and says what has to come of each. */
export function writeMixed(folder: string, count: number): MixedFile[] {
  return Array.from({ length: count }, (_, index) => {
    const place = join(
      folder,
      `${Math.floor(index / filesOfFolder) % 9}`,
      `folder-${Math.floor(index / filesOfFolder)}`,
    );
    if (index % filesOfFolder === 0) {
      mkdirSync(place, { recursive: true });
      symlinkSync('..', join(place, 'round'));
      symlinkSync('other', join(place, 'one'));
      symlinkSync('one', join(place, 'other'));
      symlinkSync('nowhere', join(place, 'dangling.log'));
    }
    const kind =
      index % rare === rare - 1
        ? rareKinds[Math.floor(index / rare) % rareKinds.length]
        : kinds[index % kinds.length];
    const [name, content, hits, fate] = kind?.(index) ?? ['none', '', 0];
    const path = join(place, name);
    writeFileSync(path, content);
    const isText = typeof content === 'string';
    return {
      path,
      hits,
      isNamed: fate === 'named' || (fate === 'left out' && !isText),
      isLeftOut: fate === 'left out',
    };
  });
}
