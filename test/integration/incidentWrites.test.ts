import * as assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { rules } from '../../src/core/findings';
import { loadIncident } from '../../src/core/incident/incidentFile';
import { setTicks } from '../../src/core/incident/ticks';
import { IncidentConclusions } from '../../src/incidents/incidentConclusions';
import type { IncidentNotice } from '../../src/incidents/incidentNotice';
import { IncidentPlaces } from '../../src/incidents/incidentPlaces';
import { IncidentStore } from '../../src/incidents/incidentStore';
import type { Problems } from '../../src/shared/problems';
import { importing } from './importing';
import { sample, until } from './window';

// The module itself, and not what an import makes of it: its functions are counted.
const disk = require('node:fs') as typeof import('node:fs');
const { open, rename } = disk.promises;
const { readFileSync: readSync } = disk;
const isOf = (folder: string, path: unknown) =>
  String(path).startsWith(folder) && /\.ndr-incident\.json(?:\.\d+\.tmp)?$/.test(String(path));

/** Counts how often the rules are asked. */
function runsOfRules() {
  const [rule] = rules;
  assert.ok(rule);
  const { find } = rule;
  let count = 0;
  Object.assign(rule, {
    find: (...asked: Parameters<typeof find>) => {
      count += 1;
      return find.apply(rule, asked);
    },
  });
  return { count: () => count, dispose: () => Object.assign(rule, { find }) };
}

describe('an incident on the disk', () => {
  const storage = mkdtempSync(join(tmpdir(), 'ndr-lens-writes-'));
  const asked = { reads: 0, drafts: 0, syncs: 0, moves: 0 };
  const reset = () => Object.assign(asked, { reads: 0, drafts: 0, syncs: 0, moves: 0 });
  const memory: vscode.Memento = { keys: () => [], get: () => undefined, update: async () => undefined };
  const shown: string[] = [];
  const problems = {
    show: (sentence: string) => shown.push(sentence),
    note: (sentence: string) => shown.push(sentence),
    attempt: (act: () => unknown) => act(),
  } as unknown as Problems;
  let store: IncidentStore;
  const ticked = () => loadIncident(store.file ?? '')?.ticks ?? {};
  const tick = (key: string) => store.edit((incident, by) => setTicks(incident, [[key, true]], by));

  before(async () => {
    const settings = vscode.workspace.getConfiguration('ndrLens');
    await settings.update('incident.location', 'storage', vscode.ConfigurationTarget.Global);
    store = new IncidentStore(new IncidentPlaces(vscode.Uri.file(storage)), memory, problems);
    Object.assign(disk.promises, {
      open: async (...args: Parameters<typeof open>): Promise<FileHandle> => {
        const file = await open(...args);
        if (!isOf(storage, args[0])) return file;
        asked.drafts += 1;
        const { sync } = file;
        file.sync = () => {
          asked.syncs += 1;
          return sync.call(file);
        };
        return file;
      },
      rename: (...paths: Parameters<typeof rename>) => {
        if (isOf(storage, paths[1])) asked.moves += 1;
        return rename(...paths);
      },
    });
    Object.assign(disk, {
      readFileSync: (...args: Parameters<typeof readSync>) => {
        if (isOf(storage, args[0])) asked.reads += 1;
        return readSync(...args);
      },
    });
  });
  after(async () => {
    Object.assign(disk.promises, { open, rename });
    Object.assign(disk, { readFileSync: readSync });
    store.dispose();
    const settings = vscode.workspace.getConfiguration('ndrLens');
    await settings.update('incident.location', undefined, vscode.ConfigurationTarget.Global);
    rmSync(storage, { recursive: true, force: true });
  });
  beforeEach(reset);

  it('is written once for an import of twenty exports, findings and all', async () => {
    const tools = importing(join(storage, 'facts.json'), problems, [new IncidentConclusions(store)]);
    const ruleRuns = runsOfRules();
    const members = readFileSync(sample('tenant/role-members.json').fsPath);
    const files = Array.from({ length: 19 }, (_, index) => {
      const path = join(storage, `members-${index}.json`);
      writeFileSync(path, members);
      return vscode.Uri.file(path);
    });
    try {
      await tools.imports.import([...files, sample('tenant/mfa-registration.csv')]);
      await until('the findings', () => store.incident.findings.length > 0);
      await store.saved();
      assert.deepEqual(asked, { reads: 0, drafts: 1, syncs: 1, moves: 1 });
      const stored = loadIncident(store.file ?? '');
      assert.equal(stored?.evidence.length, 20);
      assert.deepEqual(stored?.findings, store.incident.findings);
      assert.deepEqual(shown, []);
      // For the incident and for what the message says.
      assert.equal(ruleRuns.count(), 1);
    } finally {
      ruleRuns.dispose();
      tools.dispose();
    }
  });

  it('keeps what was read where the window ends before the rules have concluded', async () => {
    const tools = importing(join(storage, 'more-facts.json'), problems, [new IncidentConclusions(store)]);
    await tools.imports.import([sample('tenant/accepted-domains.json')]);
    tools.dispose();
    await store.saved();
    const read = loadIncident(store.file ?? '')?.evidence.map(({ file }) => file);
    assert.ok(read?.includes(sample('tenant/accepted-domains.json').fsPath));
  });

  it('is not read again when a window that has the focus again finds it as it was', async () => {
    await tick('domains/list');
    assert.deepEqual(asked, { reads: 0, drafts: 1, syncs: 1, moves: 1 });
    let changes = 0;
    const subscription = store.onDidChange(() => {
      changes += 1;
    });
    reset();
    for (let count = 0; count < 5; count += 1) store.refresh();
    assert.deepEqual(asked, { reads: 0, drafts: 0, syncs: 0, moves: 0 });
    assert.equal(changes, 0);
    const path = store.file ?? '';
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(/"title": ".*"/, '"title": "By hand, and longer"'),
    );
    reset();
    store.refresh();
    store.refresh();
    assert.deepEqual(asked, { reads: 1, drafts: 0, syncs: 0, moves: 0 });
    assert.equal(changes, 1);
    assert.equal(store.incident.title, 'By hand, and longer');
    subscription.dispose();
  });

  it('has each tick that is shown, and shows it in the turn in which it was made', async () => {
    const onDisk: boolean[] = [];
    const subscription = store.onDidChange(() => onDisk.push('mfa/roles' in ticked()));
    const ticking = tick('mfa/roles');
    assert.ok('mfa/roles' in store.incident.ticks);
    await ticking;
    subscription.dispose();
    assert.ok(onDisk.length > 0);
    assert.ok(onDisk.every(Boolean));
  });

  it('has what was ticked before the window ended, as soon as nothing waits any more', async () => {
    void tick('users/volume');
    void tick('support/open');
    await store.saved();
    assert.ok('users/volume' in ticked());
    assert.ok('support/open' in ticked());
  });

  it('is refused aloud where it is archived, and shows nothing itself', async () => {
    const notices: IncidentNotice[] = [];
    const subscription = store.onDidNotice((notice) => notices.push(notice));
    await store.administer((incident) => ({ ...incident, state: 'archived' }));
    assert.equal(await tick('connectors/remove'), false);
    subscription.dispose();
    assert.deepEqual(
      notices.map(({ kind }) => kind),
      ['archived'],
    );
  });
});
