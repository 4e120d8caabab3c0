import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Incident, newIncident, setNote, setState } from '../../../../src/core/incident/incident';
import { IncidentDocument } from '../../../../src/core/incident/incidentDocument';
import type { Change } from '../../../../src/core/incident/incidentFile';
import { InvalidIncidentError, UnfitIncidentError } from '../../../../src/core/incident/problem';
import { setTicks } from '../../../../src/core/incident/ticks';
import { finding, later, now } from './incidents';

const base = newIncident('1', 'Blocked', now);
const tick =
  (key: string, on = true): Change =>
  (incident) =>
    setTicks(incident, [[key, on]], later);
const unfit: Change = (incident) => ({ ...incident, evidence: [{ file: 'mail.log', line: 0 }] });

/** A file that is written when a test says so. */
class HeldFile {
  content: Incident | undefined;
  /** How the next writes end; by default well. */
  readonly errors: Error[] = [];
  writes = 0;
  private waiting: (() => void)[] = [];
  private isOpen = false;

  async change(_path: string, change: Change, otherwise: Incident): Promise<Incident> {
    this.writes += 1;
    if (!this.isOpen) await new Promise<void>((resolve) => this.waiting.push(resolve));
    const error = this.errors.shift();
    if (error) throw error;
    const next = change(this.content ?? otherwise);
    if (next.evidence.some(({ line }) => line === 0)) throw new UnfitIncidentError();
    this.content = next;
    return next;
  }

  /** Lets go of all writes that have begun. */
  release(): void {
    for (const write of this.waiting.splice(0)) write();
  }

  /** Holds up no write from now on. */
  open(): void {
    this.isOpen = true;
    this.release();
  }
}

let file: HeldFile;
let document: IncidentDocument;
const ticks = (incident: Incident | undefined) => Object.keys(incident?.ticks ?? {}).sort();
/** Lets everything run that waits for nothing but its turn. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  file = new HeldFile();
  document = new IncidentDocument(file, 'one', base, false);
});

describe('changes of an incident', () => {
  it('show at once, begin to be written in the same turn, and are written together', async () => {
    const changes = ['a/a', 'b/b', 'c/c'].map((key) => document.change(tick(key)));
    expect(ticks(document.incident)).toEqual(['a/a', 'b/b', 'c/c']);
    expect(document.isStored).toBe(false);
    // Nothing but promises lies between a change and its write: no timer, no turn of the event loop.
    await Promise.resolve();
    expect(file.writes).toBe(1);
    file.open();
    await Promise.all(changes);
    expect(file.writes).toBe(1);
    expect(ticks(file.content)).toEqual(['a/a', 'b/b', 'c/c']);
    expect([document.isStored, document.isUnsaved]).toEqual([true, false]);
    expect(document.incident).toBe(file.content);
  });

  it('wait for the write under way, and all go with the next', async () => {
    const first = document.change(tick('a/a'));
    await turn();
    const others = Array.from({ length: 20 }, (_, index) => document.change(tick(`b/b${index}`)));
    await turn();
    expect(file.writes).toBe(1);
    file.release();
    await first;
    expect(ticks(file.content)).toEqual(['a/a']);
    file.open();
    await Promise.all(others);
    expect(file.writes).toBe(2);
    expect(ticks(file.content)).toHaveLength(21);
  });

  it('are fulfilled only when they are on the disk', async () => {
    let isWritten = false;
    const change = document.change(tick('a/a')).then(() => {
      isWritten = true;
    });
    await turn();
    expect(isWritten).toBe(false);
    file.open();
    await change;
    expect(ticks(file.content)).toEqual(['a/a']);
  });

  it('stay where the disk is full, and are written with the next', async () => {
    file.open();
    file.errors.push(new Error('ENOSPC'));
    await expect(document.change(tick('a/a'))).rejects.toThrow('ENOSPC');
    expect(ticks(document.incident)).toEqual(['a/a']);
    expect(document.isUnsaved).toBe(true);
    await document.change(tick('b/b'));
    expect(ticks(file.content)).toEqual(['a/a', 'b/b']);
  });

  it('are dropped where the file is invalid', async () => {
    file.open();
    file.errors.push(new InvalidIncidentError([]));
    await expect(document.change(tick('a/a'))).rejects.toThrow(InvalidIncidentError);
    expect(document.incident).toBe(base);
    expect(document.isUnsaved).toBe(false);
  });

  it('are written even where one among them does not fit', async () => {
    const changes = [tick('a/a'), unfit, tick('b/b')].map((change) => document.change(change));
    file.open();
    await expect(Promise.all(changes)).rejects.toThrow(UnfitIncidentError);
    expect(ticks(file.content)).toEqual(['a/a', 'b/b']);
    expect(document.incident).toBe(file.content);
    expect(document.isUnsaved).toBe(false);
  });

  it('are done to what the file is found to hold meanwhile', async () => {
    const change = document.change(tick('a/a'));
    document.found(tick('b/b')(base));
    expect(ticks(document.incident)).toEqual(['a/a', 'b/b']);
    file.content = tick('c/c')(base);
    file.open();
    await change;
    expect(ticks(document.incident)).toEqual(['a/a', 'c/c']);
  });
});

describe('two windows on one file', () => {
  const step = fc.record({
    window: fc.nat(1),
    key: fc.constantFrom('a/a', 'b/b', 'c/c'),
    on: fc.boolean(),
    isAwaited: fc.boolean(),
  });

  it('end with the last word about each action, whatever either knew of the other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (acts) => {
        const shared = new HeldFile();
        shared.open();
        const windows = [0, 1].map(() => new IncidentDocument(shared, 'one', base, false));
        const words = new Map<string, boolean>();
        const all: Promise<void>[] = [];
        for (const { window, key, on, isAwaited } of acts) {
          // Each action has its window: whose word is the last is certain then.
          const mine = `${key}${window}`;
          const change = windows[window]?.change(tick(mine, on));
          words.set(mine, on);
          if (change) all.push(change);
          if (isAwaited) await change;
        }
        await Promise.all(all);
        expect(ticks(shared.content)).toEqual([...words].flatMap(([key, on]) => (on ? [key] : [])).sort());
      }),
    );
  });

  it('keep the first of two ticks, and log what either did', async () => {
    file.open();
    await document.change((incident) => setTicks(incident, [['domains/list', true]], now));
    const other = new IncidentDocument(file, 'one', base, false);
    await other.change(tick('domains/list'));
    await other.change(tick('mfa/require'));
    expect(file.content?.ticks['domains/list']).toEqual(now);
    expect(file.content?.log.map(({ what }) => what)).toEqual(['created', 'ticked', 'ticked']);
  });

  it('keep what one found and the other archived', async () => {
    file.open();
    await document.change((incident) => ({ ...incident, findings: [finding] }));
    const other = new IncidentDocument(file, 'one', base, false);
    await other.change((incident) => setState(incident, 'archived', later));
    expect(file.content).toMatchObject({ findings: [finding], state: 'archived' });
  });
});

describe('a note that two windows write', () => {
  const noted = (text: string) => setNote(base, 'mfa', text);
  it.each([
    ['where nobody else did', '', '', 'two admins', 'two admins'],
    [
      'where one has all of the other',
      '',
      'two admins',
      'two admins\nboth with a key',
      'two admins\nboth with a key',
    ],
    [
      'where the other has all of it',
      '',
      'two admins\nboth with a key',
      'two admins',
      'two admins\nboth with a key',
    ],
    ['where both differ', '', 'asked Grace', 'two admins', 'asked Grace\n\ntwo admins'],
    ['where one is left as it was', 'old', 'new', 'old', 'new'],
    ['where one is taken away and the other goes on', 'old', 'old\nand new', '', 'old\nand new'],
    ['where the other is taken away', 'old', '', 'old\nand new', 'old\nand new'],
    ['where it is taken away', 'old', 'old', '', ''],
  ])('keeps both, %s', (_, known, theirs, mine, both) => {
    const { notes } = setNote(noted(theirs), 'mfa', mine, known);
    expect(notes.mfa?.join('\n') ?? '').toBe(both);
  });
});
