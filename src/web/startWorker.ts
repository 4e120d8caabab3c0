import * as vscode from 'vscode';
import type { WebWorker } from '../core/browser/node/webWorker';

/** What is used of the browser's own, whose types are not those of Node.js. */
declare const Worker: new (url: string) => WebWorker;

/** The addresses of workers' scripts by name. They stay: VS Code reads one when the worker has begun. */
const scripts = new Map<string, string>();

/**
 * Starts a worker, by the text of the extension's own file: that may lie on another site than the page, from which no browser starts one.
 * @param name what it is to run (see `runWorker`)
 */
export async function startWorker(extension: vscode.Uri, name: string): Promise<WebWorker> {
  const url = scripts.get(name) ?? (await scriptOf(extension, name));
  scripts.set(name, url);
  return new Worker(url);
}

async function scriptOf(extension: vscode.Uri, name: string): Promise<string> {
  const file = vscode.Uri.joinPath(extension, 'dist', 'browser', 'extension.js');
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const before = 'var module={exports:{}},exports=module.exports;';
  const after = `;module.exports.runWorker(${JSON.stringify(name)});`;
  return URL.createObjectURL(new Blob([before, text, '\n', after], { type: 'text/javascript' }));
}
