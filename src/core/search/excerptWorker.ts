import { parentPort } from 'node:worker_threads';
import type { LinesReply, LinesRequest } from './excerptProtocol';
import { LineReading } from './lineReading';

const reading = new LineReading();

parentPort?.on('message', async ({ id, path, range, place }: LinesRequest) => {
  const reply: LinesReply = await reading.read(path, range, place).then(
    (read) => ({ id, read }),
    (error: unknown) => ({ id, error: error instanceof Error ? error.message : String(error) }),
  );
  parentPort?.postMessage(reply);
});
