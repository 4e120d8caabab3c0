import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import * as vscode from 'vscode';
import { reportMark } from '../reportMark';

// The host's console is full of what VS Code itself says; the mark tells our report from it.
Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(`${reportMark}${format(...args)}`);

/** What another display language changes; all else is tested in English alone. */
const languageDependent = ['excerpt', 'hover', 'outline'];

/** The files that this window is for. */
function isWanted(file: string): boolean {
  if (process.env.NDR_TEST_BENCH === '1') return file.endsWith('.bench.js');
  if (!file.endsWith('.test.js')) return false;
  return vscode.env.language === 'en' || languageDependent.some((name) => file === `${name}.test.js`);
}

/** What VS Code calls in its extension host; rejects when a test fails. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 300_000, color: false });
  for (const name of readdirSync(__dirname).filter(isWanted).sort()) mocha.addFile(join(__dirname, name));
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error(`${failures} integration tests failed.`);
}
