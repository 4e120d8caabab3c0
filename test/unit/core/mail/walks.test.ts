import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { bounceEvents } from '../../../../src/core/logs/strategies/bounce';
import { Bounces } from '../../../../src/documents/bounces';
import { Hits } from '../../../../src/documents/hits';
import { Mails } from '../../../../src/documents/mails';
import { Structures } from '../../../../src/documents/structures';

/** The texts whose MIME structure was walked, one entry a walk. */
const walked = vi.hoisted((): string[] => []);

vi.mock('vscode', () => ({}));
vi.mock('../../../../src/core/mail/walker', async (load) => {
  const { Walker } = await load<typeof import('../../../../src/core/mail/walker')>();
  class Counted extends Walker {
    constructor(text: string, most: number) {
      super(text, most);
      walked.push(text);
    }
  }
  return { Walker: Counted };
});

const bounce = readFileSync(
  join(import.meta.dirname, '../../../../samples/bounces/5.7.750-hybrid-relay.eml'),
  'utf8',
);

function opened(text: string, version = 1) {
  const document = { version, getText: () => text, uri: { path: '/bounce.eml' } };
  return document as typeof document & vscode.TextDocument;
}

beforeEach(() => {
  walked.length = 0;
});

describe('an open mail', () => {
  const all = () => {
    const mails = new Mails();
    return { hits: new Hits(mails), bounces: new Bounces(mails), structures: new Structures(mails, 'en') };
  };

  it('is walked once a version for codes, NDR, outline and folds', () => {
    const { hits, bounces, structures } = all();
    const document = opened(bounce);
    for (const round of [1, 2]) {
      expect(hits.in(document).length, `round ${round}`).toBeGreaterThan(0);
      expect(bounces.in(document)?.ndr.recipients.length).toBeGreaterThan(0);
      expect(structures.of(document)?.outline.length).toBe(1);
      expect(structures.of(document)?.folds.length).toBeGreaterThan(1);
    }
    expect(walked).toEqual([bounce]);
    document.version += 1;
    structures.of(document);
    hits.in(document);
    expect(walked).toEqual([bounce, bounce]);
  });

  it('is walked once for each text that is decoded out of it', () => {
    const { hits, bounces, structures } = all();
    const inner = 'From: a@b.example\r\nSubject: x\r\n\r\n550 5.7.705 denied\r\n';
    const outer = `From: c@d.example\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(inner).toString('base64')}`;
    const document = opened(outer);
    expect(hits.in(document).map(({ code }) => code)).toEqual(['5.7.705']);
    bounces.in(document);
    structures.of(document);
    expect(walked).toEqual([outer, inner]);
  });

  it('is not walked where a document is a log', () => {
    const { hits, bounces, structures } = all();
    const log = opened(
      'Nov 24 03:12:01 mx postfix/smtp[1]: A1: to=<x@y.example>, said: 550 5.7.705 denied\n',
    );
    expect(hits.in(log).length).toBe(1);
    expect(bounces.in(log)).toBeUndefined();
    expect(structures.of(log)).toBeUndefined();
    expect(walked).toEqual([]);
  });
});

describe('a bounce in a scan', () => {
  it('is walked once for its codes and its NDR', () => {
    expect(bounceEvents('a.eml', bounce)).toMatchObject([{ format: 'message', outcome: 'blocked' }]);
    expect(walked).toEqual([bounce]);
  });
});
