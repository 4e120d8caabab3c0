import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { listFiles, PackageManager } from '@vscode/vsce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packForNpm, versionInstalled } from '../../../scripts/npmPackage.mjs';
import { checkoutProblems, packageProblems, publishing } from '../../../scripts/releaseChecks.mjs';
import { zip } from '../core/files/zip';

const root = join(import.meta.dirname, '../../..');
const { name, version, publisher } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

describe('a checkout', () => {
  const fit = {
    manifest: { name, version: '1.2.3', publisher, repository: { url: 'https://github.com/a/b.git' } },
    lock: { version: '1.2.3' },
    changelog: '# C\n\n## 1.2.3 (2026-01-02)\n\n- More.\n',
    tags: ['v1.2.3'],
    status: '',
    origin: 'git@github.com:a/b.git',
  };

  it('of a version with its tag is ready', () => expect(checkoutProblems(fit)).toEqual([]));

  it.each([
    [{ lock: { version: '1.2.2' } }, 'package-lock.json'],
    [{ changelog: '## Unreleased\n\n- X.\n\n## 1.2.3 (2026-01-02)\n\n- More.\n' }, 'no release'],
    [{ changelog: '## 1.2.2 (2026-01-02)\n\n- More.\n' }, 'CHANGELOG.md 1.2.2'],
    [{ changelog: '## 1.2.3 (2026-01-02)\n\n## 1.2.2 (2026-01-01)\n\n- More.\n' }, 'says nothing'],
    [{ tags: [] }, 'no tag v1.2.3'],
    [{ status: ' M src/x.ts' }, 'not committed'],
    [{ origin: undefined }, 'no remote repository'],
    [{ origin: 'https://github.com/a/c' }, 'https://github.com/a/c'],
  ])('is not ready with %j', (change, problem) => {
    expect(checkoutProblems({ ...fit, ...change })).toEqual([expect.stringContaining(problem)]);
  });
});

describe('a package', () => {
  const manifest = { main: './dist/extension.js', icon: 'media/icon.png' };
  const files: Record<string, string> = {
    'extension.vsixmanifest': `<Identity Id="${name}" Version="1.0.0" Publisher="${publisher}"/>`,
    'extension/package.json': JSON.stringify(manifest),
    ...Object.fromEntries(
      [
        'package.nls.json',
        'package.nls.it.json',
        'changelog.md',
        'LICENSE.txt',
        'dist/THIRD-PARTY-NOTICES.txt',
        'dist/cli.js',
        'dist/extension.js',
        'media/icon.png',
      ].map((file) => [`extension/${file}`, 'x']),
    ),
    'extension/readme.md': '[a](https://a.example) [b](#b)',
  };
  const expected = { name, publisher, version: '1.0.0' };
  const problemsOf = (change: Record<string, string | undefined>) => {
    const all = Object.entries({ ...files, ...change }).flatMap(([path, text]) =>
      text === undefined ? [] : [{ name: path, content: text }],
    );
    return packageProblems(zip(all), expected);
  };

  it('with all it needs is fit', () => expect(problemsOf({})).toEqual([]));

  it.each([
    [{ 'extension/dist/THIRD-PARTY-NOTICES.txt': undefined }, 'THIRD-PARTY-NOTICES.txt is not in'],
    [{ 'extension/media/icon.png': undefined }, 'media/icon.png is not in'],
    [{ 'extension/dist/extension.js.map': '{}' }, 'extension.js.map is in'],
    [{ 'extension/test/unit/a.js': '' }, 'a.js is in'],
    [{ 'extension.vsixmanifest': '<Identity/>' }, 'is not'],
    [{ 'extension/readme.md': '![a](media/a.png)' }, 'README'],
  ])('is not fit with %j', (change, problem) => {
    expect(problemsOf(change)).toEqual([expect.stringContaining(problem)]);
  });

  it('holds what the list of its files says', async () => {
    const listed = await listFiles({ cwd: root, packageManager: PackageManager.None });
    expect(listed).toEqual(
      expect.arrayContaining(['package.json', 'LICENSE', 'media/icon.png', 'README.md']),
    );
    expect(listed.filter((file) => /^(?:src|test|scripts|bench|node_modules|docs)\//.test(file))).toEqual([]);
  });
});

describe('publishing', () => {
  const tokens = { VSCE_PAT: 'a', OVSX_PAT: 'b' };
  const asked = (publish: boolean, problems: readonly string[], env: NodeJS.ProcessEnv) =>
    publishing('x.vsix', { publish, problems, env });

  it('is rehearsed unless it is asked for, with tokens too', () => {
    expect(asked(false, [], tokens)).toMatchObject({ isPublished: false, refusals: [] });
    expect(asked(false, ['no tag'], {})).toMatchObject({ isPublished: false, refusals: [] });
  });

  it('is done when nothing is missing, to both places, of the package that was looked at', () => {
    const { plan, isPublished } = asked(true, [], tokens);
    expect(isPublished).toBe(true);
    expect(plan.map(({ command }) => command.filter((word) => !word.startsWith('-')))).toEqual([
      ['vsce', 'publish', 'x.vsix'],
      [expect.stringMatching(/^ovsx@\d+\.\d+\.\d+$/), 'publish', 'x.vsix'],
    ]);
  });

  it.each([
    [['no tag'], tokens, ['no tag']],
    [[], { VSCE_PAT: 'a', OVSX_PAT: '' }, ['There is no OVSX_PAT.']],
    [[], {}, ['There is no VSCE_PAT.', 'There is no OVSX_PAT.']],
  ])('is refused with %j and %j', (problems, env, refusals) => {
    expect(asked(true, problems, env)).toMatchObject({ isPublished: false, refusals });
  });
});

describe('the command line for npm', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-npm-'));
  let tarball = '';
  beforeAll(async () => {
    tarball = await packForNpm(join(folder, 'made'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is installed from its package without a network, and run by npx', async () => {
    expect(await versionInstalled(tarball, join(folder, 'user'))).toBe(version);
    const installed = join(folder, 'user/node_modules/ndr-lens');
    expect(readdirSync(installed).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'man', 'package.json']);
    expect(readFileSync(join(installed, 'man/ndr-lens.1'), 'utf8')).toMatch(/^\.TH /);
    expect(existsSync(join(installed, 'dist/THIRD-PARTY-NOTICES.txt'))).toBe(true);
    const { dependencies, private: isPrivate } = JSON.parse(
      readFileSync(join(installed, 'package.json'), 'utf8'),
    );
    expect([dependencies, isPrivate]).toEqual([undefined, undefined]);
  });

  it('serves assistants where it is installed', async () => {
    const client = new Client({ name: 'test', version: '1' });
    const args = ['ndr-lens', 'mcp', join(root, 'samples/bounces')];
    const cwd = join(folder, 'user');
    await client.connect(new StdioClientTransport({ command: 'npx', args: ['--offline', ...args], cwd }));
    try {
      const { content } = await client.callTool({
        name: 'find_blocked_mail',
        arguments: { code: '5.7.705' },
      });
      expect(JSON.stringify(content)).toMatch(/user1@/);
    } finally {
      await client.close();
    }
  });

  it('reads a mail, packed mails and Outlook messages where it is installed', () => {
    const cli = join(folder, 'user/node_modules/ndr-lens/dist/cli.js');
    const scan = spawnSync(process.execPath, [cli, 'scan', '--count', join(root, 'samples/bounces')], {
      encoding: 'utf8',
    });
    expect([scan.status, scan.stderr]).toEqual([0, '']);
    expect(scan.stdout.split('\n').length).toBeGreaterThan(5);
  });
});
