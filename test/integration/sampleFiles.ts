import * as vscode from 'vscode';
import type { Incident } from '../../src/core/incident/incident';
import { readIncident } from '../../src/core/incident/read';
import { samplesFolder } from './window';

const folder = () => vscode.Uri.joinPath(samplesFolder(), '.ndr-lens');

async function textOf(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** The rows of a table in `test`, without its title. */
async function rowsOf(table: string): Promise<string[]> {
  const extension = vscode.extensions.getExtension('ndr-lens.ndr-lens');
  if (!extension) throw new Error('The extension is not there.');
  const [, ...rows] = (await textOf(vscode.Uri.joinPath(extension.extensionUri, 'test', table)))
    .trimEnd()
    .split('\n');
  return rows;
}

/** The rows of `test/expectedEvents.tsv`: what stands in the sample logs. */
export async function expectedEvents(): Promise<string[][]> {
  return (await rowsOf('expectedEvents.tsv')).map((row) => row.split('\t'));
}

/** The rows of `test/expectedHits.tsv`: which codes stand in the samples, and where. */
export function expectedHits(): Promise<string[]> {
  return rowsOf('expectedHits.tsv');
}

/** The file of the incident in the workspace; undefined where there is none. */
export async function incidentFile(): Promise<vscode.Uri | undefined> {
  const names = await Promise.resolve(vscode.workspace.fs.readDirectory(folder())).catch(() => []);
  const [name] = names.map(([each]) => each).filter((each) => each.endsWith('.json'));
  return name === undefined ? undefined : vscode.Uri.joinPath(folder(), name);
}

/** The incident in the workspace, as its file has it. */
export async function storedIncident(): Promise<Incident | undefined> {
  const file = await incidentFile();
  return file && readIncident(await textOf(file));
}

/** Takes all incidents out of the workspace. */
export async function removeIncidents(): Promise<void> {
  await Promise.resolve(vscode.workspace.fs.delete(folder(), { recursive: true })).catch(() => undefined);
}
