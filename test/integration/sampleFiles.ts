import * as vscode from 'vscode';
import type { Incident } from '../../src/core/incident/incident';
import { readIncident } from '../../src/core/incident/read';
import { samplesFolder } from './window';

const folder = () => vscode.Uri.joinPath(samplesFolder(), '.ndr-lens');

async function textOf(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** The rows of `test/expectedEvents.tsv`: what stands in the sample logs. */
export async function expectedEvents(): Promise<string[][]> {
  const extension = vscode.extensions.getExtension('ndr-lens.ndr-lens');
  if (!extension) throw new Error('The extension is not there.');
  const file = vscode.Uri.joinPath(extension.extensionUri, 'test', 'expectedEvents.tsv');
  const [, ...lines] = (await textOf(file)).trimEnd().split('\n');
  return lines.map((line) => line.split('\t'));
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
