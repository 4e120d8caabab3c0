import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findPowerShell, isPowerShell } from '../../../src/incidents/powerShell';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-shell-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('PowerShell', () => {
  it.each([
    ['/usr/bin/pwsh', true],
    ['C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe', true],
    ['pwsh', true],
    ['PowerShell', true],
    ['/bin/bash', false],
    ['zsh', false],
    ['notpwsh', false],
    [undefined, false],
  ])('is told from other shells by its name: %s', (name, is) => expect(isPowerShell(name)).toBe(is));

  it('is found in the folders of programs, and nothing else is taken for it', () => {
    const program = process.platform === 'win32' ? 'pwsh.exe' : 'pwsh';
    const [empty, holding] = ['empty', 'holding'].map((name) => join(folder, name));
    mkdirSync(join(empty ?? '', program), { recursive: true });
    mkdirSync(holding ?? '');
    const file = join(holding ?? '', program);
    writeFileSync(file, '');
    chmodSync(file, 0o755);
    expect(findPowerShell([empty, '', holding].join(delimiter))).toBe(file);
    expect(findPowerShell(empty)).toBeUndefined();
  });
});
