/** What is used of a browser's worker, whose types are not those of Node.js. */
export interface WebWorker {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onerror: ((event: { readonly message: string }) => void) | null;
  postMessage(message: unknown, moved: readonly ArrayBuffer[]): void;
  terminate(): void;
}

/** What is used of the scope of a worker's own script. */
interface WorkerScope {
  onmessage: ((event: { readonly data: never }) => void) | null;
  postMessage(message: unknown): void;
}

export function workerScope(): WorkerScope {
  return globalThis as unknown as WorkerScope;
}
