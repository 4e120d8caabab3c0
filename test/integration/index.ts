import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { reportMark } from '../reportMark';

// The host's console is full of what VS Code itself says; the mark tells our report from it.
Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(`${reportMark}${format(...args)}`);

/** What VS Code calls in its extension host; rejects when a test fails. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, color: false });
  for (const name of readdirSync(__dirname)
    .filter((file) => file.endsWith('.test.js'))
    .sort())
    mocha.addFile(join(__dirname, name));
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error(`${failures} integration tests failed.`);
}
