import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { accept, next, QuickPicks } from './picks';
import { closeAll, sample, until } from './window';

const bounce = 'bounces/5.7.750-hybrid-relay.eml';
const volume = { step: { id: 'users' }, action: { id: 'volume' } };
const inboxRules = { step: { id: 'users' }, action: { id: 'inbox-rules' } };

async function openBounce(): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(sample(bounce)));
}

let picks: QuickPicks;

/** Chooses a row of the quick pick that opens, counted from 0. */
async function choose(row: number): Promise<void> {
  await picks.answer(...Array<string>(row).fill(next), accept);
}

/** Waits for the page of a query, and does one of the things that stand above it. */
async function act(title: string): Promise<void> {
  const page = () => vscode.window.activeTextEditor?.document;
  await until('the page', () => page()?.uri.scheme === 'ndr-lens-query');
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    page()?.uri,
  );
  const command = lenses.find((each) => each.command?.title === title)?.command;
  assert.ok(command, lenses.map((each) => each.command?.title).join());
  await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}

const untitled = () =>
  vscode.workspace.textDocuments.filter(({ isUntitled, isClosed }) => isUntitled && !isClosed);

/** A terminal that runs nothing and remembers what is typed into it. */
function silentTerminal(): { terminal: vscode.Terminal; opened: Promise<void>; typed: () => string } {
  let typed = '';
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const pty: vscode.Pseudoterminal = {
    onDidWrite: new vscode.EventEmitter<string>().event,
    open: () => open(),
    close: () => {},
    handleInput: (data) => {
      typed += data;
    },
  };
  return { terminal: vscode.window.createTerminal({ name: 'PowerShell', pty }), opened, typed: () => typed };
}

describe('verification queries', () => {
  before(() => {
    picks = new QuickPicks();
  });
  after(() => picks.dispose());
  afterEach(closeAll);

  it('are shown whole and copied with the values of the open bounce, which is in front no longer', async () => {
    await openBounce();
    await vscode.env.clipboard.writeText('');
    const shown = vscode.commands.executeCommand('ndrLens.showQueries', volume);
    await choose(1);
    await shown;
    await act('Copy');
    const command = / Get-MessageTraceV2 .* -SenderAddress '[^']+@print\.adatum\.example'/;
    assert.match(await vscode.env.clipboard.readText(), command);
    assert.match(vscode.window.activeTextEditor?.document.getText().replaceAll(/\s+/g, ' ') ?? '', command);
    await act('Copy, saving JSON');
    assert.match(await vscode.env.clipboard.readText(), /ConvertTo-Json.*ndr-lens-[\w-]+\.json/);
  });

  it('are put into the terminal and not run', async () => {
    await openBounce();
    const { terminal, opened, typed } = silentTerminal();
    try {
      terminal.show();
      await opened;
      await until('the terminal', () => vscode.window.activeTerminal === terminal);
      const shown = vscode.commands.executeCommand('ndrLens.showQueries', inboxRules);
      await choose(0);
      await shown;
      await act('Insert into PowerShell');
      await until('the command', () => typed().includes('Get-InboxRule'));
      assert.doesNotMatch(
        typed().replaceAll('\u001b[200~', '').replaceAll('\u001b[201~', ''),
        /[\r\n\u001b]/,
      );
    } finally {
      terminal.dispose();
    }
  });

  it('open as a script of PowerShell and one of KQL that belong to no file', async () => {
    await openBounce();
    const written = (part: RegExp) =>
      untitled()
        .map((document) => document.getText())
        .find((text) => part.test(text));
    // A document may be given the name, and the end, of one that a test before has closed.
    await until('both documents', async () => {
      await vscode.commands.executeCommand('ndrLens.openVerificationScript', { step: { id: 'domains' } });
      return (
        written(/^ {2}Get-AcceptedDomain/m) !== undefined && written(/^\| extend Suspected = /m) !== undefined
      );
    });
    const script = written(/^ {2}Get-AcceptedDomain/m);
    const hunting = written(/^\| extend Suspected = /m);
    assert.match(script ?? '', /^ {2}Get-AcceptedDomain/m);
    assert.doesNotMatch(script ?? '', /^ *Get-InboundConnector/m);
    assert.match(hunting ?? '', /^\| extend Suspected = .*"print\.adatum\.example"/m);
    assert.equal(vscode.window.activeTextEditor?.document.languageId, 'powershell');
  });

  it('are written for an engine that keeps the log, about a table that a person names', async () => {
    await openBounce();
    const { showInputBox } = vscode.window;
    const asked: (vscode.InputBoxOptions | undefined)[] = [];
    Object.assign(vscode.window, {
      showInputBox: async (options?: vscode.InputBoxOptions) => {
        asked.push(options);
        return 'job=mail,host=mx1';
      },
    });
    try {
      const opened = vscode.commands.executeCommand('ndrLens.openEngineQueries');
      await choose(3);
      await choose(0);
      await opened;
    } finally {
      Object.assign(vscode.window, { showInputBox });
    }
    const [box] = asked;
    assert.equal(box?.title, 'Grafana Loki');
    assert.equal(box?.value, 'job=mail');
    assert.equal(await box?.validateInput?.('job=mail'), undefined);
    assert.notEqual(await box?.validateInput?.('no label'), undefined);
    const query = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(query, /^logcli query --from=.* --to=.*job="mail", host="mx1"/m);
  });
});
