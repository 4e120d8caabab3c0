import * as assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Finding } from '../../src/core/incident/finding';
import { dismiss } from '../../src/core/incident/standing';
import { setTicks } from '../../src/core/incident/ticks';
import { steps } from '../../src/core/knowledge';
import { ChecklistTree, type RowsChanged } from '../../src/incidents/checklistTree';
import { IncidentConclusions } from '../../src/incidents/incidentConclusions';
import { IncidentPlaces } from '../../src/incidents/incidentPlaces';
import { IncidentStore } from '../../src/incidents/incidentStore';
import { createKnowledge } from '../../src/shared/knowledge';
import { Problems } from '../../src/shared/problems';

function rowFor(stepId: string, actionId: string) {
  const step = steps.find(({ id }) => id === stepId);
  const action = step?.actions.find(({ id }) => id === actionId);
  assert.ok(step && action);
  return { step, action };
}

describe('an action that is ticked', () => {
  const storage = mkdtempSync(join(tmpdir(), 'ndr-lens-casework-'));
  const values = new Map<string, unknown>();
  const memory: vscode.Memento = {
    keys: () => [...values.keys()],
    get: <T>(key: string, otherwise?: T) => (values.get(key) as T | undefined) ?? otherwise,
    update: async (key: string, value: unknown) => void values.set(key, value),
  };
  const finding: Finding = {
    id: 'domain-unaccepted:print.adatum.example',
    rule: 'domain-unaccepted',
    step: 'domains',
    severity: 'critical',
    subject: 'print.adatum.example',
    values: { blocked: '3', codes: '5.7.750' },
    evidence: [],
  };
  let log: vscode.LogOutputChannel;
  let store: IncidentStore;
  let tree: ChecklistTree;
  const rowsChanged: RowsChanged = new vscode.EventEmitter();

  before(async () => {
    const settings = vscode.workspace.getConfiguration('ndrLens');
    await settings.update('incident.location', 'storage', vscode.ConfigurationTarget.Global);
    log = vscode.window.createOutputChannel('casework test', { log: true });
    const places = new IncidentPlaces(vscode.Uri.file(storage));
    store = new IncidentStore(places, memory, new Problems(log));
    tree = new ChecklistTree(createKnowledge('en'), store, rowsChanged);
    await store.edit((incident, by) =>
      setTicks(
        incident,
        [
          ['domains/list', true],
          ['domains/add', true],
        ],
        by,
      ),
    );
  });
  after(async () => {
    rowsChanged.dispose();
    store.dispose();
    log.dispose();
    const settings = vscode.workspace.getConfiguration('ndrLens');
    await settings.update('incident.location', undefined, vscode.ConfigurationTarget.Global);
    rmSync(storage, { recursive: true, force: true });
  });

  /** The icon, and what the tooltip says. */
  async function lookOf(stepId: string, actionId: string) {
    const { iconPath, tooltip } = await tree.getTreeItem(rowFor(stepId, actionId));
    return {
      icon: iconPath instanceof vscode.ThemeIcon ? iconPath.id : undefined,
      said: tooltip instanceof vscode.MarkdownString ? tooltip.value : '',
    };
  }

  it('is drawn anew while its step stays, so that no tick made meanwhile is forgotten', async () => {
    const rows = await tree.getChildren();
    const drawn: unknown[] = [];
    const noted = rowsChanged.event((each) => drawn.push(each));
    tree.refresh();
    noted.dispose();
    assert.deepEqual(drawn, [rows]);
    assert.equal((await tree.getChildren())[0], rows[0]);
    const [row] = await tree.getChildren(rows[0]);
    assert.ok(row);
    assert.equal(tree.getParent(row), rows[0]);
  });

  it('says which findings stand against it, and no other action does', async () => {
    assert.equal((await lookOf('domains', 'add')).icon, undefined);
    await new IncidentConclusions(store).conclude({ findings: [finding], evidence: [] });
    const { icon, said } = await lookOf('domains', 'add');
    assert.equal(icon, 'warning');
    assert.match(said.replaceAll('\\', ''), /print\.adatum\.example/);
    for (const [step, action] of [
      ['domains', 'list'],
      ['domains', 'compare'],
    ] as const) {
      const other = await lookOf(step, action);
      assert.equal(other.icon, undefined, action);
      assert.doesNotMatch(other.said.replaceAll('\\', ''), /print\.adatum\.example/);
    }
  });

  it('says nothing of findings that somebody has dismissed, and of what is for information', async () => {
    await store.edit((incident, by) => dismiss(incident, finding, 'a printer', by));
    assert.equal((await lookOf('domains', 'add')).icon, undefined);
    const other: Finding = { ...finding, id: 'domain-unaccepted:b.example', severity: 'information' };
    await new IncidentConclusions(store).conclude({ findings: [other], evidence: [] });
    assert.equal((await lookOf('domains', 'add')).icon, undefined);
  });
});
