import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, paste, sample, until } from './window';

const bounce = 'bounces/5.7.750-hybrid-relay.eml';

function explanationTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith('ndrLens.explanation'),
    );
}

async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(sample(path)));
}

const selected = ({ document, selection }: vscode.TextEditor) => document.getText(selection);

/** When an extension that lets the cursor rest for a moment has seen it move: timers of one thread fire in their order. */
async function moved(): Promise<void> {
  await new Promise((resolve) => {
    const subscription = vscode.window.onDidChangeTextEditorSelection(() => {
      subscription.dispose();
      setTimeout(resolve, 150);
    });
  });
}

describe('commands', () => {
  afterEach(closeAll);

  it('are all registered', async () => {
    const { contributes } = vscode.extensions.getExtension('ndr-lens.ndr-lens')?.packageJSON ?? {};
    const registered = new Set(await vscode.commands.getCommands(true));
    const contributed: string[] = contributes.commands.map(({ command }: { command: string }) => command);
    assert.deepEqual(
      contributed.filter((id) => !registered.has(id)),
      [],
    );
  });

  it('go from code to code and round again', async () => {
    const editor = await open(bounce);
    const lines: number[] = [];
    for (let times = 0; times < 4; times += 1) {
      await vscode.commands.executeCommand('ndrLens.nextCode');
      assert.equal(selected(editor), '5.7.750');
      lines.push(editor.selection.start.line + 1);
    }
    assert.deepEqual(lines, [28, 44, 46, 28]);
    await vscode.commands.executeCommand('ndrLens.previousCode');
    assert.equal(editor.selection.start.line + 1, 46);
  });

  it('explain the code at the cursor beside the editor, which keeps the focus', async () => {
    const editor = await open(bounce);
    editor.selection = new vscode.Selection(27, 78, 27, 78);
    await vscode.commands.executeCommand('ndrLens.explainAtCursor');
    await until('the explanation', () => /5\.7\.750/.test(explanationTabs()[0]?.label ?? ''));
    const [tab, ...others] = explanationTabs();
    assert.deepEqual(others, []);
    assert.notEqual(tab?.group.viewColumn, editor.viewColumn);
    assert.equal(vscode.window.activeTextEditor, editor);
  });

  it('keep to one explanation, which follows the cursor while the setting says so', async () => {
    const editor = await paste('550 5.7.705 one\n550 5.7.750 two\n550 5.7.711 three\n');
    editor.selection = new vscode.Selection(0, 5, 0, 5);
    await vscode.commands.executeCommand('ndrLens.explainAtCursor');
    await until('5.7.705', () => /5\.7\.705/.test(explanationTabs()[0]?.label ?? ''));
    editor.selection = new vscode.Selection(1, 5, 1, 5);
    await until('5.7.750', () => /5\.7\.750/.test(explanationTabs()[0]?.label ?? ''));
    const settings = vscode.workspace.getConfiguration('ndrLens');
    await settings.update('explanation.followCursor', false, vscode.ConfigurationTarget.Global);
    try {
      const labels: string[] = [];
      const listener = vscode.window.tabGroups.onDidChangeTabs(() =>
        labels.push(...explanationTabs().map(({ label }) => label)),
      );
      const seen = moved();
      editor.selection = new vscode.Selection(0, 5, 0, 5);
      await seen;
      await settings.update('explanation.followCursor', true, vscode.ConfigurationTarget.Global);
      editor.selection = new vscode.Selection(2, 5, 2, 5);
      await until('5.7.711', () => /5\.7\.711/.test(explanationTabs()[0]?.label ?? ''));
      listener.dispose();
      assert.deepEqual(
        labels.filter((label) => /5\.7\.705/.test(label)),
        [],
      );
      assert.equal(explanationTabs().length, 1);
    } finally {
      await settings.update('explanation.followCursor', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('refuse an argument that is none of ours', async () => {
    for (const argument of [undefined, null, 7, 'x', { code: '5.7.7' }, { code: '<script>' }, { place: {} }])
      await vscode.commands.executeCommand('ndrLens.explain', argument);
    assert.equal(explanationTabs().length, 0);
  });
});
