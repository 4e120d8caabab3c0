import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hasUnreleased, lastRelease } from '../../../scripts/changelog.mjs';
import { evenOut } from '../../../scripts/evenZip.mjs';
import { packageExtension } from '../../../scripts/package.mjs';

const folder = mkdtempSync(join(tmpdir(), 'package-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A small extension; files are written at a time and with rights of their own. */
async function packed(name: string, time: number, mode: number): Promise<Buffer> {
  const cwd = join(folder, name);
  mkdirSync(cwd);
  const files = {
    'package.json': JSON.stringify({
      name: 'small',
      publisher: 'somebody',
      version: '2.0.0',
      engines: { vscode: '^1.99.0' },
      main: './main.js',
      activationEvents: [],
      repository: 'https://github.com/somebody/small',
      license: 'MIT',
    }),
    'main.js': 'exports.activate = () => undefined;\n',
    'README.md': '# Small\n\nReads what is small.\n',
    'CHANGELOG.md': '# Changelog\n\n## 2.0.0 (2026-01-02)\n\n- More.\n\n## 1.0.0 (2025-01-02)\n',
    LICENSE: 'MIT\n',
  };
  for (const [file, text] of Object.entries(files)) {
    writeFileSync(join(cwd, file), text, { mode });
    utimesSync(join(cwd, file), time, time);
  }
  const path = join(folder, `${name}.vsix`);
  await packageExtension(cwd, path);
  return readFileSync(path);
}

describe('the package', () => {
  it('is the same, byte for byte, whenever and with whatever rights its files were written', async () => {
    const zone = process.env.TZ;
    const one = await packed('one', 1_700_000_000, 0o644);
    process.env.TZ = 'Pacific/Auckland';
    const other = await packed('other', 1_750_000_000, 0o600);
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    expect(other.equals(one)).toBe(true);
  });

  it('is refused where its zip is none', () => {
    expect(() => evenOut(Buffer.from('no zip, but long enough to be one'), '2026-01-02')).toThrow('no zip');
  });
});

describe('the changelog', () => {
  it('names the latest release with its date and notes', () => {
    expect(lastRelease('# C\n\n## 1.2.3 (2026-02-03)\n\n- A.\n\n## 1.2.2 (2026-01-01)\n\n- B.\n')).toEqual({
      version: '1.2.3',
      date: '2026-02-03',
      notes: '- A.',
    });
  });

  it.each(['# C\n\n## Unreleased\n', '## 1.2.3\n\n- No date.\n\n## 1.2.2 (2026-01-01)\n'])(
    'is refused where the latest has none: %j',
    (text) => expect(() => lastRelease(text)).toThrow('date'),
  );

  it('says whether changes wait for a release, and this one has one', () => {
    expect(hasUnreleased('## Unreleased\n\n## 1.0.0 (2026-01-01)\n')).toBe(true);
    const root = join(import.meta.dirname, '../../..');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(lastRelease(readFileSync(join(root, 'CHANGELOG.md'), 'utf8')).version).toBe(version);
  });
});
