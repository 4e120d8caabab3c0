import * as vscode from 'vscode';
import { disk, type Facts } from '../core/browser/disk';
import { inAnyFolder, matchesAny } from '../core/files/globs';
import { packingOf, unpacked } from '../core/files/packing';
import { unreadTexts } from '../core/files/unreadTexts';
import { listFiles } from '../core/scan/listing';
import type { ScanRequest, ScanTarget } from '../core/scan/protocol';
import { listIntoMemory, workspaceFiles } from '../web/workspaceDisk';

/** The largest file that is read, and how much all of them may have, in bytes: they lie in the memory of the browser. */
const most = { file: 1 << 28, all: 1 << 29 };
/** Files that are asked for at a time. */
const filesAtOnce = 8;

/**
 * Reads into memory what the worker is asked for: it goes over to the worker with the next message. What is not read, it says why.
 * @returns false where a person does not want to wait for that
 */
export async function readyForWorker(request: ScanRequest): Promise<boolean> {
  const shown = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Reading the files to scan'),
    cancellable: true,
  };
  return vscode.window.withProgress(shown, async (_progress, token) => {
    // What is not there, whoever lists it says.
    for (const target of request.targets) await listed(target, request).catch(() => undefined);
    const waiting = [...listFiles(request, () => undefined)].map(({ path }) => path);
    const budget = { left: most.all };
    const readNext = async () => {
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift())
        if (!token.isCancellationRequested) await lend(path, budget);
    };
    await Promise.all(Array.from({ length: filesAtOnce }, readNext));
    if (token.isCancellationRequested) disk.handOver();
    return !token.isCancellationRequested;
  });
}

async function listed({ path, base, exclude }: ScanTarget, request: ScanRequest): Promise<void> {
  const facts = await workspaceFiles.facts(path);
  if (!facts.isFolder) {
    disk.put(path, facts);
    return;
  }
  const isExcluded = matchesAny([...exclude, ...request.exclude.map(inAnyFolder)]);
  await listIntoMemory(path, (inner) => !isExcluded(inner.slice(base.length + 1)));
}

/** Reads a file for the worker. */
async function lend(path: string, budget: { left: number }): Promise<void> {
  const facts = disk.find(path);
  if (!facts || facts.isFolder) return;
  try {
    const bytes = await bytesOf(path, facts, budget);
    const { mtimeMs } = facts;
    disk.put(path, { isFolder: false, size: bytes.length, mtimeMs, bytes, isForThread: true });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    disk.put(path, { isFolder: false, size: 0, mtimeMs: facts.mtimeMs, problem, isForThread: true });
  }
}

/** @throws Error with a sentence where the file is not read */
async function bytesOf(
  path: string,
  { size }: Facts,
  budget: { left: number },
): Promise<Uint8Array<ArrayBuffer>> {
  if (size > most.file || size > budget.left) throw new Error(unreadTexts.en['browser-large']);
  budget.left -= size;
  const packed = await workspaceFiles.read(path);
  const packing = packingOf(path, packed);
  if (packing === 'plain') return packed;
  if (packing === 'zip') throw new Error(unreadTexts.en['browser-archive']);
  if (packing === 'outlook') throw new Error(unreadTexts.en['browser-outlook']);
  const parts: Uint8Array[] = [];
  for await (const part of unpacked(once(packed))) {
    budget.left -= part.length;
    if (budget.left < 0) throw new Error(unreadTexts.en['browser-large']);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
