import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { steps } from '../../src/core/knowledge';
import { accept, next, QuickPicks, toggle } from './picks';
import { results } from './results';
import { expectedEvents, incidentFile, removeIncidents, storedIncident } from './sampleFiles';
import { closeAll, sample, until } from './window';

/*
 * The incident of the samples from the first tick to the case, in a workspace of whatever file system: what is on a disk and what is not
 * is worked on alike.
 */

const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);

function rowFor(stepId: string, actionId: string) {
  const step = steps.find(({ id }) => id === stepId);
  const action = step?.actions.find(({ id }) => id === actionId);
  assert.ok(step && action);
  return { step, action };
}

const ticks = async () => Object.keys((await storedIncident())?.ticks ?? {});

/** What a report says, without the backslashes before signs of Markdown. */
const reportText = () => vscode.window.activeTextEditor?.document.getText().replaceAll('\\', '') ?? '';

describe('the sample incident', () => {
  before(removeIncidents);
  after(async () => {
    await run('ndrLens.clearResults');
    await closeAll();
    await removeIncidents();
  });

  it('has its ticks in a file of the workspace', async () => {
    await run('ndrLens.toggleTick', rowFor('domains', 'list'));
    await until('the tick in the file', async () => (await ticks()).length > 0);
    assert.deepEqual(await ticks(), ['domains/list']);
  });

  it('takes over what somebody else writes into that file', async () => {
    const file = await incidentFile();
    assert.ok(file);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const changed = text.replace(/"title": ".*"/, '"title": "By hand"');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(changed));
    await run('ndrLens.toggleTick', rowFor('mfa', 'roles'));
    await until('both ticks', async () => (await ticks()).length === 2);
    assert.equal((await storedIncident())?.title, 'By hand');
  });

  it('has in its logs what test/expectedEvents.tsv says', async () => {
    await run('ndrLens.scan', sample('logs'));
    const expected = (await expectedEvents())
      .filter(([, , , , code]) => code !== '-')
      .map(([name, line, , outcome, code, , sender]) => [name, line, code, outcome, sender].join(' '));
    const found = (await results(expected.length)).map(([path = '', line, , code, outcome, , sender]) =>
      [path.split(/[\\/]/).at(-1), line, code, outcome, sender || '-'].join(' '),
    );
    assert.deepEqual(found.sort(), expected.sort());
  });

  it('keeps the codes and counts of a scan', async () => {
    await until('the numbers in the file', async () => (await storedIncident())?.scan !== undefined);
    const scan = (await storedIncident())?.scan;
    const blocked = (await expectedEvents()).filter(([, , , outcome]) => outcome === 'blocked');
    assert.equal(scan?.blocked, blocked.length);
    assert.deepEqual(
      Object.entries(scan?.codes ?? {})
        .map(([code, counts]) => `${code} ${counts.blocked}`)
        .sort(),
      [...new Set(blocked.map((row) => row[4]))]
        .map((code) => `${code} ${blocked.filter((row) => row[4] === code).length}`)
        .sort(),
    );
  });

  it('has findings from exports, a folder of them at once', async () => {
    await run('ndrLens.importTenantExport', sample('tenant'), [sample('tenant')]);
    await until('the page', () => vscode.window.activeTextEditor?.document.uri.scheme === 'ndr-lens-exports');
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    for (const [name] of await vscode.workspace.fs.readDirectory(sample('tenant')))
      assert.ok(text.includes(name), name);
    await until('findings', async () => ((await storedIncident())?.findings ?? []).length > 5);
    const shown = sample('tenant/accepted-domains.json');
    const { evidence } =
      (await storedIncident())?.findings.find(({ rule }) => rule === 'admin-without-mfa') ?? {};
    const [{ file, line } = {}] = evidence ?? [];
    await run('ndrLens.openEvidence', { file, line });
    await until('the row that proves one', () => {
      const { document, selection } = vscode.window.activeTextEditor ?? {};
      return (
        document?.uri.scheme === shown.scheme &&
        /tenant/.test(document.uri.path) &&
        selection?.active.line === (line ?? 0) - 1
      );
    });
    await run('notifications.clearAll');
  });

  it('has a dashboard', async () => {
    await run('ndrLens.openDashboard');
    const isDashboard = ({ input }: vscode.Tab) =>
      input instanceof vscode.TabInputWebview && input.viewType.endsWith('ndrLens.dashboard');
    await until('the dashboard', () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).some(isDashboard),
    );
  });

  it('has a case for Support that lists the hits and names the cause', async () => {
    await closeAll();
    const picks = new QuickPicks();
    let hasEnded = false;
    void run('ndrLens.createCaseReport').then(() => {
      hasEnded = true;
    });
    await picks.answer(accept);
    await picks.answer(next, accept);
    await picks.answer(...[0, 1, 2, 3].flatMap(() => [toggle, next]), accept);
    await until('the report', () => vscode.window.activeTextEditor?.document.languageId === 'markdown');
    picks.dispose();
    const text = reportText();
    assert.match(text, /A connector that attackers created: Relay service 365 \(\d+%\)/);
    const places = (await expectedEvents())
      .filter(([, , , , code]) => code !== '-')
      .map(([name, line]) => `${name}:${line}`);
    assert.deepEqual(
      places.filter((place) => !text.includes(place)),
      [],
      text,
    );
    // It ends when what it says at last has gone.
    await until('the end of the command', async () => {
      await run('notifications.clearAll');
      return hasEnded;
    });
  });
});
