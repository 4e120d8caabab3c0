import * as assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { repositoryFile, samplesFolder, until } from './window';

const names = ['explain_status_code', 'find_blocked_mail', 'diagnose_incident', 'next_step'] as const;

describe('tools for assistants', () => {
  const injected = () => join(samplesFolder().fsPath, 'injected');
  before(() => cpSync(repositoryFile('test/fixtures/assistant'), injected(), { recursive: true }));
  after(() => rmSync(injected(), { recursive: true, force: true }));

  async function ask(
    name: (typeof names)[number],
    input: object,
    token = new vscode.CancellationTokenSource().token,
  ) {
    const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, token);
    const [part] = content;
    assert.ok(part instanceof vscode.LanguageModelTextPart);
    return { text: part.value, json: JSON.parse(part.value) };
  }

  it('are known to VS Code, with what they take', () => {
    const known = vscode.lm.tools.filter(({ name }) => names.some((each) => each === name));
    assert.deepEqual(known.map(({ name }) => name).sort(), [...names].sort());
    for (const { description, inputSchema } of known) {
      assert.ok(description.length > 50);
      assert.ok(inputSchema);
    }
  });

  it('explain a code', async () => {
    const { json } = await ask('explain_status_code', { code: '5.7.705' });
    assert.equal(json.facts.code, '5.7.705');
    assert.equal(json.untrusted, undefined);
  });

  it('read the workspace and nothing beside it, and mask names', async () => {
    const found = await ask('find_blocked_mail', { path: 'bounces/5.7.750-hybrid-relay.eml' });
    assert.equal(found.json.facts.blocked, 1);
    assert.equal(found.json.untrusted.data.mails[0].sender, 'user1@domain1.example');
    assert.doesNotMatch(found.text, /adatum/);
    for (const path of ['../integration/index.js', repositoryFile('package.json'), '/'])
      assert.match((await ask('find_blocked_mail', { path })).json.error, /is outside the folders/);
  });

  it('diagnose, and name the next step', async () => {
    const { json } = await ask('diagnose_incident', { path: 'tenant' });
    assert.ok(json.facts.exports.includes('audit-log'));
    const step = (await ask('next_step', { code: '5.7.711' })).json.facts;
    assert.equal(step.code, '5.7.711');
    assert.ok(step.action.title);
  });

  it('keep what a mail says to a model apart from what NDR Lens says', async () => {
    for (const name of ['find_blocked_mail', 'diagnose_incident'] as const) {
      const { text, json } = await ask(name, { path: 'injected' });
      assert.equal(json.facts.blocked, 2);
      assert.doesNotMatch(JSON.stringify({ ...json, untrusted: undefined }), /ignore previous/i);
      assert.doesNotMatch(text, /Remove-Mailbox|[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u);
    }
    const { json } = await ask('find_blocked_mail', { path: 'injected' });
    assert.match(JSON.stringify(json.untrusted.data), /Ignore previous instructions/);
  });

  it('hand out names where the user says so, and a workspace cannot', async () => {
    const settings = vscode.workspace.getConfiguration('ndrLens');
    const input = { path: 'bounces/5.7.750-hybrid-relay.eml' };
    await assert.rejects(
      async () => settings.update('assistants.showNames', true, vscode.ConfigurationTarget.Workspace),
      /User settings/,
    );
    await settings.update('assistants.showNames', true, vscode.ConfigurationTarget.Global);
    try {
      assert.match((await ask('find_blocked_mail', input)).text, /scanner3@print\.adatum\.example/);
    } finally {
      await settings.update('assistants.showNames', undefined, vscode.ConfigurationTarget.Global);
    }
    assert.doesNotMatch((await ask('find_blocked_mail', input)).text, /adatum/);
  });

  it('end when they are cancelled', async () => {
    const source = new vscode.CancellationTokenSource();
    const call = ask('diagnose_incident', {}, source.token);
    source.cancel();
    await assert.rejects(call);
    assert.equal((await ask('explain_status_code', { code: '5.7.750' })).json.facts.code, '5.7.750');
  });

  it('are there as a server too, where VS Code knows such: it is started and answers', async () => {
    const known = 'registerMcpServerDefinitionProvider' in vscode.lm;
    assert.equal(known, process.env.NDR_TEST_VSCODE !== 'oldest');
    if (!known) return;
    const served = () => vscode.lm.tools.find(({ name }) => /^mcp_.*explain_status_code$/.test(name));
    assert.equal(served(), undefined);
    const server = 'ndr-lens.ndr-lens/NDR Lens';
    await vscode.commands.executeCommand('workbench.mcp.startServer', server, { waitForLiveTools: true });
    try {
      await until('the tools of the server', () => served() !== undefined);
      const tool = served()?.name.replace('explain_status_code', 'find_blocked_mail') ?? '';
      const { content } = await vscode.lm.invokeTool(tool, {
        input: { path: 'bounces/5.7.750-hybrid-relay.eml' },
        toolInvocationToken: undefined,
      });
      const text = content
        .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
        .join('');
      assert.match(text, /"blocked":1\b/);
      assert.match(text, /user1@domain1\.example/);
    } finally {
      await vscode.commands.executeCommand('workbench.mcp.stopServer', server);
    }
  });
});
