import * as assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Evidence } from '../../src/core/code/evidence';
import type { Finding } from '../../src/core/incident/finding';
import type { Conclusions } from '../../src/core/incident/target';
import { DropOnChecklist } from '../../src/incidents/dropOnChecklist';
import { TenantFactsStore } from '../../src/incidents/tenantFactsStore';
import type { Problems } from '../../src/shared/problems';
import { importing } from './importing';
import { closeAll, sample, until } from './window';

const domains = sample('tenant/accepted-domains.json');
const members = sample('tenant/role-members.json');
const registration = sample('tenant/mfa-registration.csv');

/** The file and line (from 1) that the person looks at. */
function place(): string {
  const editor = vscode.window.activeTextEditor;
  return editor ? `${editor.document.uri.fsPath}:${editor.selection.active.line + 1}` : 'nothing';
}

describe('imports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-imports-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(closeAll);

  it('let the evidence be opened at its row, and no other file', async () => {
    await vscode.commands.executeCommand('ndrLens.importTenantExport', [domains]);
    await vscode.commands.executeCommand('ndrLens.openEvidence', { file: domains.fsPath, line: 32 });
    await until('the row', () => place() === `${domains.fsPath}:32`);
    for (const argument of [
      { file: registration.fsPath, line: 1 },
      { file: '/etc/hosts', line: 1 },
      { file: 'tenant/accepted-domains.json' },
      { file: 7 },
      undefined,
    ])
      await vscode.commands.executeCommand('ndrLens.openEvidence', argument);
    assert.equal(place(), `${domains.fsPath}:32`);
  });

  it('take what is dropped, keep it privately, and conclude from it', async () => {
    const shown: string[] = [];
    const problems = { note: (sentence: string) => shown.push(sentence) } as unknown as Problems;
    const file = join(folder, 'tenant', 'facts.json');
    let findings: readonly Finding[] = [];
    const evidence: Evidence[] = [];
    const target = {
      conclude: async (conclusions: Conclusions) => {
        findings = conclusions.findings ?? findings;
        evidence.push(...conclusions.evidence);
      },
    };
    const pages: string[] = [];
    const tools = importing(
      file,
      problems,
      [target],
      async (unread) => void pages.push(...unread.map((each) => each.file)),
    );
    const { store, imports } = tools;
    const data = new vscode.DataTransfer();
    const unknown = sample('README.md');
    const list = [members, registration, unknown].map(String).join('\r\n');
    data.set('text/uri-list', new vscode.DataTransferItem(list));
    try {
      await new DropOnChecklist((sources) => imports.import(sources)).handleDrop(undefined, data);
      await until('the findings', () => findings.length > 0);
      assert.deepEqual(
        findings.map(({ id }) => id),
        ['admin-without-mfa:it-admin@adatum.example'],
      );
      assert.deepEqual(
        evidence.map((each) => each.file),
        [members.fsPath, registration.fsPath],
      );
      assert.deepEqual(pages, [unknown.fsPath]);
      assert.equal(shown.length, 1);
      assert.match(shown[0] ?? '', /^Files: 3\. Findings: 1, critical: \d\. Not read: README\.md\./);
      if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o600);
      assert.equal((await new TenantFactsStore(file, problems).facts()).exports.length, 2);
      await store.clear();
      await until('no findings', () => findings.length === 0);
    } finally {
      tools.dispose();
    }
  });

  it('take a folder at once, and open one page that says what it holds and lacks', async () => {
    await vscode.commands.executeCommand('ndrLens.importTenantExport', sample('tenant'), [sample('tenant')]);
    await until('the page', () => vscode.window.activeTextEditor?.document.uri.scheme === 'ndr-lens-exports');
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    for (const file of readdirSync(sample('tenant').fsPath)) assert.ok(text.includes(file), file);
    assert.match(text, /`transport-rules`/);
  });

  it('say in one message which files were not read', async () => {
    const shown: [sentence: string, detail: string][] = [];
    const problems = {
      note: (sentence: string, detail: unknown) => shown.push([sentence, String(detail)]),
    } as unknown as Problems;
    const tools = importing(join(folder, 'several', 'facts.json'), problems, []);
    const { store, imports } = tools;
    const others = ['README.md', 'case/support-case.en.md', 'logs/mail.log', 'logs/none.csv'].map(sample);
    try {
      await imports.import([members, ...others, registration]);
      assert.equal((await store.facts()).exports.length, 2);
      assert.equal(shown.length, 1);
      const [[sentence = '', detail = ''] = []] = shown;
      assert.match(sentence, /README\.md, support-case\.en\.md, mail\.log.*1/);
      assert.equal(detail.split('\n').length, 4);
      assert.match(detail, /none\.csv.*ENOENT/);
    } finally {
      tools.dispose();
    }
  });

  it('keep a damaged file aside', async () => {
    const shown: string[] = [];
    const problems = { show: (sentence: string) => shown.push(sentence) } as unknown as Problems;
    const file = join(folder, 'damaged.json');
    writeFileSync(file, '{"version":1,"exp');
    const store = new TenantFactsStore(file, problems);
    assert.deepEqual(await store.facts(), { exports: [] });
    assert.equal(shown.length, 1);
    assert.equal(readdirSync(folder).filter((name) => /^damaged\.damaged-\d+\.json$/.test(name)).length, 1);
    store.dispose();
  });
});
