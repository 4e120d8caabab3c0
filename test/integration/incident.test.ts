import * as assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { loadIncident } from '../../src/core/incident/incidentFile';
import { setTicks } from '../../src/core/incident/ticks';
import { steps } from '../../src/core/knowledge';
import { IncidentPlaces } from '../../src/incidents/incidentPlaces';
import { IncidentStore } from '../../src/incidents/incidentStore';
import { Problems } from '../../src/shared/problems';
import { closeAll, samplesFolder, until } from './window';

const folder = () => join(samplesFolder().fsPath, '.ndr-lens');
const storage = mkdtempSync(join(tmpdir(), 'ndr-lens-storage-'));
const places = new IncidentPlaces(vscode.Uri.file(storage));

/** What a window keeps in memory. */
class Memory implements vscode.Memento {
  private readonly values = new Map<string, unknown>();
  keys(): readonly string[] {
    return [...this.values.keys()];
  }
  get<T>(key: string, otherwise?: T): T | undefined {
    return this.values.has(key) ? (this.values.get(key) as T) : otherwise;
  }
  async update(key: string, value: unknown): Promise<void> {
    this.values.set(key, value);
  }
}

/** Another window's store on the same files. */
function anotherStore(log: vscode.LogOutputChannel): IncidentStore {
  return new IncidentStore(places, new Memory(), new Problems(log));
}

function rowFor(stepId: string, actionId: string): unknown {
  const step = steps.find(({ id }) => id === stepId);
  return { step, action: step?.actions.find(({ id }) => id === actionId) };
}

function theFile(): string {
  const [name = ''] = existsSync(folder())
    ? readdirSync(folder()).filter((each) => each.endsWith('.json'))
    : [];
  return join(folder(), name);
}

const ticks = () => Object.keys(loadIncident(theFile())?.ticks ?? {});
const toggle = (step: string, action: string) =>
  vscode.commands.executeCommand('ndrLens.toggleTick', rowFor(step, action));
const ours = (path: string) =>
  vscode.languages.getDiagnostics(vscode.Uri.file(path)).filter(({ source }) => source === 'NDR Lens');

describe('an incident', () => {
  let log: vscode.LogOutputChannel;
  const stores: IncidentStore[] = [];
  const open = () => {
    const store = anotherStore(log);
    stores.push(store);
    return store;
  };

  before(() => {
    log = vscode.window.createOutputChannel('test', { log: true });
    rmSync(folder(), { recursive: true, force: true });
  });
  // Each store says itself what is wrong with a file.
  afterEach(() => {
    for (const store of stores.splice(0)) store.dispose();
  });
  after(async () => {
    await closeAll();
    log.dispose();
    rmSync(folder(), { recursive: true, force: true });
    rmSync(storage, { recursive: true, force: true });
  });

  it('is a file of the workspace from the first tick on', async () => {
    await toggle('domains', 'list');
    assert.deepEqual(ticks(), ['domains/list']);
  });

  it('keeps the ticks of two windows, each of which learns of the other’s', async () => {
    const other = open();
    assert.deepEqual(Object.keys(other.incident.ticks), ['domains/list']);
    await other.edit((incident, by) => setTicks(incident, [['mfa/roles', true]], by));
    await toggle('users', 'volume');
    assert.deepEqual(ticks(), ['domains/list', 'mfa/roles', 'users/volume']);
    await until('the other window to learn of the tick', () => 'users/volume' in other.incident.ticks);
  });

  it('takes over what is edited by hand', async () => {
    const path = theFile();
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"title": ".*"/, '"title": "By hand"'));
    const other = open();
    assert.equal(other.incident.title, 'By hand');
    await toggle('mfa', 'roles');
    assert.deepEqual(ticks(), ['domains/list', 'users/volume']);
    assert.equal(loadIncident(path)?.title, 'By hand');
  });

  it('is never written to while it is invalid, and says where', async () => {
    const path = theFile();
    const good = readFileSync(path, 'utf8');
    const bad = good.replace('"state": "open"', '"state": "shut"');
    writeFileSync(path, bad);
    await until('the diagnostics', () => ours(path).length === 1);
    const [diagnostic] = ours(path);
    const line = bad.split('\n').findIndex((each) => each.includes('"shut"'));
    assert.equal(diagnostic?.range.start.line, line);
    await toggle('domains', 'add');
    assert.equal(readFileSync(path, 'utf8'), bad);
    await vscode.window.showTextDocument(vscode.Uri.file(path));
    writeFileSync(path, good);
    await until('the diagnostics to go', () => ours(path).length === 0);
    await toggle('domains', 'add');
    assert.ok(ticks().includes('domains/add'));
  });

  it('has its note in a Markdown document that saves into it', async () => {
    await vscode.commands.executeCommand('ndrLens.editNote', rowFor('mfa', 'roles'));
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.scheme, 'ndr-lens-note');
    assert.equal(editor?.document.languageId, 'markdown');
    await editor?.edit((edit) => edit.insert(new vscode.Position(0, 0), '# Admins\n\ntwo of them\n'));
    assert.ok(await editor?.document.save());
    assert.deepEqual(loadIncident(theFile())?.notes.mfa, ['# Admins', '', 'two of them']);
  });

  it('stays as it is once archived, beside a new one', async () => {
    const store = open();
    const first = store.file;
    await store.administer((incident) => ({ ...incident, state: 'archived' }));
    assert.equal(await store.edit((incident, by) => setTicks(incident, [['support/open', true]], by)), false);
    await store.create('Second: <con>?');
    assert.equal(store.list().length, 2);
    assert.equal(store.incident.title, 'Second: <con>?');
    assert.ok(store.file?.endsWith('second-con.ndr-incident.json'));
    assert.deepEqual(Object.keys(store.incident.ticks), []);
    store.open(first ?? '');
    assert.equal(store.incident.state, 'archived');
  });

  it('takes over the ticks of a checklist that was no incident yet, with the first change', async () => {
    rmSync(folder(), { recursive: true, force: true });
    mkdirSync(dirname(places.checklist), { recursive: true });
    const stored = { version: 1, ticks: { 'mfa/require': '2026-11-20T01:02:03.000Z' } };
    writeFileSync(places.checklist, JSON.stringify(stored));
    const store = open();
    assert.deepEqual(store.incident.ticks, { 'mfa/require': { at: '2026-11-20T01:02:03.000Z' } });
    assert.equal(existsSync(folder()), false);
    await store.edit((incident, by) => setTicks(incident, [['domains/list', true]], by));
    assert.deepEqual(ticks(), ['domains/list', 'mfa/require']);
    assert.equal(existsSync(places.checklist), false);
  });

  it('is kept in storage where the setting says so, and moves into the workspace on request', async () => {
    rmSync(folder(), { recursive: true, force: true });
    const settings = vscode.workspace.getConfiguration('ndrLens');
    await settings.update('incident.location', 'storage', vscode.ConfigurationTarget.Global);
    try {
      const store = open();
      await store.edit((incident, by) => setTicks(incident, [['domains/list', true]], by));
      assert.ok(store.file?.startsWith(storage));
      assert.equal(existsSync(folder()), false);
      assert.ok(store.canMoveToWorkspace);
      await store.moveToWorkspace();
      assert.equal(dirname(store.file ?? ''), folder());
      assert.deepEqual(ticks(), ['domains/list']);
    } finally {
      await settings.update('incident.location', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('never leaves the workspace, whatever its settings say', async () => {
    const settings = vscode.workspace.getConfiguration('ndrLens');
    await settings.update('incident.folder', '../../outside', vscode.ConfigurationTarget.Global);
    try {
      assert.equal(places.workspace, undefined);
    } finally {
      await settings.update('incident.folder', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
