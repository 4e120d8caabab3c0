import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { reportMark } from '../reportMark';
import { writeLog } from './logs';
import { closeAll, hoversAt, paste } from './window';

/*
 * What nobody can promise for every machine, in milliseconds: how long activation takes, and how long a hover waits while
 * logs are scanned. It prints and judges nothing.
 */

const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);
const print = (line: string) => console.log(`${reportMark}${line}`);

/** The marks that the extension host sets around the work of extensions; `startTime` in milliseconds. */
interface PerformanceMarks {
  getMarks(): { readonly name: string; readonly startTime: number }[];
}

/** How long the host took to run our code, once it had come to it. */
function milliseconds(stage: 'LoadExtensionCode' | 'ActivateExtension'): string {
  const { MonacoPerformanceMarks } = globalThis as unknown as { MonacoPerformanceMarks: PerformanceMarks };
  const at = (which: 'will' | 'did') =>
    MonacoPerformanceMarks.getMarks().find(
      ({ name }) => name === `code/extHost/${which}${stage}/ndr-lens.ndr-lens`,
    )?.startTime ?? Number.NaN;
  return `${(at('did') - at('will')).toFixed(1)} ms`;
}

async function timed(act: () => PromiseLike<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

/** Watches how long this thread was busy in one go; call what is given back to know the most, in milliseconds. */
function watchTurns(): () => number {
  let longest = 0;
  let last = performance.now();
  let isOver = false;
  const look = () => {
    const time = performance.now();
    longest = Math.max(longest, time - last);
    last = time;
    if (!isOver) setTimeout(look, 1);
  };
  look();
  return () => {
    isOver = true;
    return longest;
  };
}

function said(times: readonly number[]): string {
  const sorted = [...times].sort((one, other) => one - other);
  const part = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(1);
  return `${part(0.5)} ms (p95 ${part(0.95)}, longest ${part(1)})`;
}

/** Asks for hovers one after the other while a file is scanned, and as often without a scan. */
async function hoversWhileScanning(path: string): Promise<void> {
  const { document } = await paste('550 5.7.750 Service unavailable');
  const hover = () => timed(() => hoversAt(document.uri, new vscode.Position(0, 6)));
  await run('ndrLens.results.focus');
  await hover();
  for (let round = 1; round <= 3; round += 1) {
    // What nobody has changed would not be read again.
    utimesSync(path, round, round);
    const longestTurn = watchTurns();
    let isRunning = true;
    const scan = timed(() => run('ndrLens.scan', vscode.Uri.file(path))).finally(() => {
      isRunning = false;
    });
    const during: number[] = [];
    while (isRunning) during.push(await hover());
    const took = await scan;
    const turn = longestTurn();
    const without: number[] = [];
    while (without.length < during.length) without.push(await hover());
    print(
      `  scanned in ${Math.round(took)} ms; ${during.length} hovers take ${said(during)}, without a scan ` +
        `${said(without)}; the longest turn of the extension host takes ${turn.toFixed(1)} ms`,
    );
  }
}

describe(`on ${cpus().length} x ${cpus()[0]?.model}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-bench-'));
  after(async () => {
    await run('ndrLens.clearResults');
    await closeAll();
    rmSync(folder, { recursive: true, force: true });
  });

  it('activation', async () => {
    await vscode.extensions.getExtension('ndr-lens.ndr-lens')?.activate();
    print(`  load ${milliseconds('LoadExtensionCode')}, activate ${milliseconds('ActivateExtension')}`);
  });

  for (const [name, megabytes, mails] of [
    ['a code in every ten lines', 60, 9],
    ['a code in every 14,000 lines', 1074, 14_000],
  ] as const)
    it(`hovers while ${megabytes} MB with ${name} are scanned`, async () => {
      const path = join(folder, `${megabytes}.log`);
      writeLog(path, megabytes, mails);
      await hoversWhileScanning(path);
      rmSync(path);
    });
});
