import type * as vscode from 'vscode';
import type { FilePlace, LineRange, ReadLines } from '../core/search/excerpt';
import type { LinesReply, LinesRequest } from '../core/search/excerptProtocol';
import { WorkerCalls } from '../shared/workerCalls';

/** What the worker knows of where lines begin is kept this long without work, in milliseconds. */
const idle = 5 * 60_000;

/** Reads lines of large files in a thread of its own. */
export class ExcerptReader implements vscode.Disposable {
  private readonly calls = new WorkerCalls<LinesRequest, LinesReply>(
    require.resolve('../core/search/excerptWorker'),
    { idle },
  );

  /** @throws Error with the system's words when the file cannot be read */
  async read(path: string, range: LineRange, place: FilePlace): Promise<ReadLines> {
    const reply = await this.calls.ask((id) => ({ id, path, range, place }));
    if ('error' in reply) throw new Error(reply.error);
    return reply.read;
  }

  dispose(): void {
    this.calls.dispose();
  }
}
