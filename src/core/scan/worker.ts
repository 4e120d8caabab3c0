import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { IncidentScan } from './fileScan';
import { type ScanCommand, ScanSignals } from './protocol';
import { ReportingSink } from './reportingSink';

/** Below everything that a person waits for, and above what waits for an idle machine. */
const priority = 10;

// Only Linux has a priority for each thread; elsewhere this would be that of the whole extension host.
if (process.platform === 'linux') setPriority(0, priority);

const scan = new IncidentScan();
let running: ScanSignals | undefined;

async function run({ id, request, signals: buffer }: Extract<ScanCommand, { type: 'scan' }>): Promise<void> {
  const signals = new ScanSignals(buffer);
  running = signals;
  const sink = new ReportingSink(id, signals, (report) => parentPort?.postMessage(report));
  try {
    const outcome = await scan.run(request, sink);
    sink.flush();
    parentPort?.postMessage({ type: 'done', id, ...outcome });
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    parentPort?.postMessage({ type: 'failed', id, reason });
  }
}

parentPort?.on('message', (command: ScanCommand) => {
  if (command.type === 'scan') void run(command);
  else running?.cancel();
});
parentPort?.postMessage({ type: 'ready' });
