import { describe, expect, it } from 'vitest';
import type { TenantExport } from '../../../../src/core/tenant/facts';
import { readTenantSource } from '../../../../src/core/tenant/files';
import { TenantReading } from '../../../../src/core/tenant/reading';
import { amount } from '../../full';
import { expectLinear } from '../../steps';

const rowsAtOnce = 500;

/** What an export is written in: its beginning, and a row by its number. */
interface Shape {
  readonly head: string;
  readonly row: (at: number) => string;
}

const time = (at: number) => new Date(Date.UTC(2026, 10, 1) + at * 1000).toISOString();
const user = (at: number) => `user${at % 300}@contoso.example`;
const object = (at: number) => ({
  CreationTime: time(at),
  Operation: 'New-InboxRule',
  UserId: user(at),
  Workload: 'Exchange',
  Parameters: [{ Name: 'Name', Value: `rule ${at} ${'{"}\\'.repeat(at % 3)}` }],
});

const shapes: Readonly<Record<string, Shape>> = {
  CSV: {
    head: '"CreationDate","UserIds","Operations","AuditData"\n',
    row: (at) =>
      `"${time(at)}","${user(at)}","New-InboxRule","${JSON.stringify(object(at)).replaceAll('"', '""')}"\n`,
  },
  'JSON lines': { head: '', row: (at) => `${JSON.stringify(object(at))}\n` },
  'a JSON array on one line': { head: '[', row: (at) => `${JSON.stringify(object(at))},` },
  'a JSON array over many lines': {
    head: '{"value":[\n',
    row: (at) => `${JSON.stringify(object(at), undefined, 2)},\n`,
  },
  'Format-List': {
    head: '\n',
    row: (at) =>
      `CreationDate : ${time(at)}\nUserId       : ${user(at)}\nOperation    : New-InboxRule\nObjectId     : a\\rule ${at}\n\n`,
  },
};

/** Counts what was taken of a source that says to be of 3 GB. */
async function readMuch(shape: Shape, rows: number) {
  let [bytes, taken] = [0, 0];
  async function* open() {
    yield Buffer.from(shape.head);
    for (let at = 0; at < rows; at += rowsAtOnce) {
      const piece = Buffer.from(
        Array.from({ length: rowsAtOnce }, (_, each) => shape.row(at + each)).join(''),
      );
      bytes += piece.length;
      yield piece;
    }
  }
  const progress = (read: number) => {
    taken = read;
  };
  const read = await readTenantSource({ file: 'x', open, total: 3e9 }, { progress });
  if (!('export' in read)) throw new Error(read.refusal.reason);
  return { read: read.export, bytes: bytes + Buffer.byteLength(shape.head), taken };
}

describe.each(Object.entries(shapes))('an export of any size: %s', (_, shape) => {
  it('is read to its end, and so many rows are kept and no more', async () => {
    const rows = amount(2000, 400_000);
    const kept = Math.min(rows, 50_000);
    const { read, bytes, taken } = await readMuch(shape, rows);
    expect([read.kind, read.rowCount, read.skipped]).toEqual(['audit-log', rows, 0]);
    expect([read.rows.length, read.dropped]).toEqual([kept, rows - kept]);
    expect(taken).toBe(bytes);
    expect(read.period).toEqual({ first: Date.UTC(2026, 10, 1), last: Date.parse(time(rows - 1)) });
  });

  it('takes twice the steps for twice the length', () =>
    expectLinear(amount(300, 4000), (rows) => {
      const reading = new TenantReading();
      reading.push(shape.head);
      for (let at = 0; at < rows; at += 1) reading.push(shape.row(at));
      return reading.end();
    }));
});

describe('what is no export', () => {
  it('is left alone where nothing of it can be a row', async () => {
    let taken = 0;
    const piece = Buffer.from(`${'[x] '.repeat(1 << 16)}\n`);
    async function* open() {
      for (;;) {
        taken += piece.length;
        yield piece;
      }
    }
    const read = await readTenantSource({ file: 'x', open, total: 3e9 });
    expect(read).toEqual({ file: 'x', refusal: { reason: 'empty' } });
    expect(taken).toBeLessThan(40e6);
  });
});

describe('a row that is kept', () => {
  it('is the same however its file was cut', () => {
    const text = `${shapes.CSV?.head}${[1, 2, 3].map((at) => shapes.CSV?.row(at)).join('')}`;
    const readIn = (length: number): Omit<TenantExport, 'source'> | { reason: string } => {
      const reading = new TenantReading();
      for (let at = 0; at < text.length; at += length) reading.push(text.slice(at, at + length));
      return reading.end();
    };
    expect(readIn(7)).toEqual(readIn(text.length));
  });
});
