import * as vscode from 'vscode';
import type { WebWorker } from './node/webWorker';

/** What is used of the browser's own, whose types are not those of Node.js. */
declare const Worker: new (url: string) => WebWorker;

/**
 * Starts a worker, by the text of the extension's own file: that may lie on another site than the page, from which no browser starts one.
 * @param name what it is to run (see `runWorker`)
 */
export async function startWorker(extension: vscode.Uri, name: string): Promise<WebWorker> {
  const file = vscode.Uri.joinPath(extension, 'dist', 'browser', 'extension.js');
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const before = 'var module={exports:{}},exports=module.exports;';
  const after = `;module.exports.runWorker(${JSON.stringify(name)});`;
  const url = URL.createObjectURL(new Blob([before, text, '\n', after], { type: 'text/javascript' }));
  try {
    return new Worker(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}
