import { describe, expect, it } from 'vitest';
import { blockStateText } from '../../../../src/core/diagnosis/blockState';
import { admin, attack, entry, office } from './attack';
import { diagnosed, inJson } from './diagnosed';
import { accepted, refused } from './logLines';
import { takenOver } from './takenOver';

interface Row {
  readonly kind: string;
  readonly time: string;
  readonly phase: string;
  readonly name: string;
  readonly count: number;
  readonly evidence: readonly { readonly file: string; readonly line: number }[];
}
const rowsOf = (story: readonly Row[]) =>
  story.map(({ kind, time, phase, name }) => [phase, kind, time.slice(8, 16), name]);

describe('the story of an incident', () => {
  it('goes from the first strange sign-in over the block to what was done since, and leaves out the others', async () => {
    const { story } = await inJson(attack);
    expect(rowsOf(story)).toEqual([
      ['before', 'sign-in', '18T01:10', admin],
      ['before', 'connector-made', '19T02:10', 'Mail relay'],
      ['block', 'refused-first', '20T09:00', '5.7.705'],
      ['block', 'refused-last', '20T09:30', '5.7.705'],
      ['since', 'connector-removed', '20T10:10', 'Mail relay'],
      ['since', 'account-disabled', '20T10:40', admin],
      ['since', 'delivered-again', '20T12:00', ''],
    ]);
    expect(JSON.stringify(story)).not.toMatch(/bruno|carla/);
  });

  it('proves each row by file and line, and puts many alike into one', async () => {
    const { story } = await inJson(attack);
    for (const { evidence } of story as Row[]) {
      expect(evidence[0]?.file).toMatch(/json$|log$/);
      expect(evidence[0]?.line).toBeGreaterThan(0);
    }
    expect(story[0]).toMatchObject({ count: 3, last: '2026-11-19T02:00:00.000Z' });
    expect(story.find(({ kind }: Row) => kind === 'refused-last').evidence[0].line).toBe(7);
    expect(story.find(({ kind }: Row) => kind === 'delivered-again').evidence[0].line).toBe(11);
  });

  it('stands in the text with its zone, in both languages', async () => {
    const { printed } = await diagnosed(attack);
    expect(printed).toMatch(/\nWhat happened\n {2}Nov 18, 2026, 01:10:00 UTC {2}Sign-in from a network/);
    expect(printed).toMatch(
      /\(by anna@contoso\.example, from 192\.0\.2\.10, 2 times, until Nov 20, 2026, 10:30:00 UTC\)/,
    );
    expect((await diagnosed(attack, '--lang', 'it')).printed).toContain(
      'Connettore creato: Mail relay (da adm@',
    );
  });

  it('tells of the block alone where nobody is named, and of nothing where nothing was blocked', async () => {
    const { story } = await inJson({ 'acc.json': accepted, 'mail.log': attack['mail.log'] });
    expect(rowsOf(story).map(([, kind]) => kind)).toEqual([
      'refused-first',
      'refused-last',
      'delivered-again',
    ]);
    const { 'mail.log': _, ...exports } = attack;
    expect((await inJson(exports)).story).toEqual([]);
  });

  it('tells of mail that strangers sent as others', async () => {
    const { 'audit.json': audit, ...others } = attack;
    const sent = JSON.stringify({
      CreationTime: '2026-11-19T03:00:00',
      Operation: 'SendAs',
      UserId: admin,
      Workload: 'Exchange',
      RecordType: 2,
      ResultStatus: 'Succeeded',
      ClientIPAddress: '198.51.100.9',
      SendAsUserSmtp: 'director@contoso.example',
    });
    const { story } = await inJson({ ...others, 'audit.json': `${audit}${sent}\n${sent}\n` });
    expect(story[2]).toMatchObject({
      kind: 'sent-as',
      name: 'director@contoso.example',
      actor: admin,
      address: '198.51.100.9',
    });
  });

  it('tells that a domain was added after its mail was refused', async () => {
    const { story } = await inJson({
      'acc.json': accepted,
      'mail.log': refused('5.7.750', '09:00:00', 'prn[10.0.0.7]', 'scan@print.contoso.example'),
      'audit.json': entry(
        ['20T11:00:00', 'Add verified domain.', 'anna@contoso.example', office],
        'print.contoso.example',
      ),
    });
    expect(rowsOf(story)).toEqual([
      ['before', 'domain-mail', '20T09:00', 'print.contoso.example'],
      ['block', 'refused-first', '20T09:00', '5.7.750'],
      ['since', 'domain-added', '20T11:00', 'print.contoso.example'],
    ]);
  });
});

describe('whether the block is over', () => {
  const { story } = takenOver();
  const without = (kind: string) => story.filter((row) => row.kind !== kind);
  const said = (rows: typeof story) => blockStateText({ ...takenOver(), story: rows }, 'en');

  it('is said by later mail of the refused senders alone', () => {
    const [at, evidence] = [Date.UTC(2026, 10, 21, 9), [{ file: 'mail.log', line: 12 }]];
    const again = {
      kind: 'delivered-again',
      phase: 'since',
      at,
      last: at,
      count: 1,
      name: '',
      evidence,
    } as const;
    expect(said([...without('delivered-again'), again])).toEqual({
      short: 'delivered again',
      sentence:
        'Last refused at Nov 20, 2026, 16:04:00 UTC. Messages of the refused senders are delivered again since Nov 21, 2026, 09:00:00 UTC.',
    });
  });

  it('is unknown where there is none, and not asked where nothing was refused', () => {
    const unknown = said(without('delivered-again'));
    expect(unknown?.short).toBeUndefined();
    expect(unknown?.sentence).toMatch(
      /^Last refused at Nov 20, 2026, 16:04:00 UTC\. Whether the block is lifted is unknown/,
    );
    expect(said([])).toBeUndefined();
  });
});
