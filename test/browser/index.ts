import 'mocha/mocha.js';
import * as vscode from 'vscode';
import { reportMark } from '../reportMark';

const say = (text: string) => console.log(`${reportMark}${text}`);

/** Says how each test went, where there is neither a page nor a terminal. */
class Report extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.on('suite', (suite) => say(suite.title === '' ? '' : `  ${suite.title}`));
    runner.on('pass', (test) => say(`    ✔ ${test.title}`));
    runner.on('fail', (test, error) => say(`    ✘ ${test.title}\n${error.stack ?? error}`));
    runner.on('end', () => say(`\n  ${runner.stats?.passes} passed, ${runner.stats?.failures} failed\n`));
  }
}

/** What VS Code calls in its web extension host; rejects when a test fails. */
export async function run(): Promise<void> {
  await vscode.extensions.getExtension('ndr-lens.ndr-lens')?.activate();
  mocha.setup({ ui: 'bdd', timeout: 300_000, reporter: Report });
  await import('../integration/documents.test');
  await import('../integration/hover.test');
  await import('../integration/outline.test');
  await import('../integration/readableNdr.test');
  await import('../integration/commands.test');
  await import('../integration/sampleIncident.test');
  await import('./limits.test');
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
