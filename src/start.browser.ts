import type * as vscode from 'vscode';

/*
 * What a browser loads: one file, in which nothing is run before it is asked for. A web extension host loads no second one, and a worker
 * is the same file, told which of these to run.
 */

const workers: Readonly<Record<string, () => Promise<unknown>>> = {
  'core.scan.worker': () => import('./core/scan/worker'),
  'core.bounce.messageWorker': () => import('./core/bounce/messageWorker'),
};

const extension = () => import('./extension.browser');

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  await (await extension()).activate(context);
}

export async function deactivate(): Promise<void> {
  await (await extension()).deactivate();
}

/** Runs what a worker is for, in the worker. @throws (by rejection) Error for a name that is none */
export async function runWorker(name: string): Promise<void> {
  const load = workers[name];
  if (!load) throw new Error(`There is no worker ${name}.`);
  await load();
}
