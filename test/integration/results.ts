import * as vscode from 'vscode';
import { until } from './window';

const run = (command: string) => vscode.commands.executeCommand(command);

/** Selects all rows; false over rows that are being drawn anew, which VS Code's own command does not bear. */
async function isAllSelected(): Promise<boolean> {
  try {
    await run('list.selectAll');
    return true;
  } catch (error) {
    if (/node not found/.test(String(error))) return false;
    throw error;
  }
}

/** The results as the command copies them, once there are as many, all of a file where it is named. */
export async function results(count: number, path = ''): Promise<string[][]> {
  let rows: string[] = [];
  await until('results', async () => {
    await run('ndrLens.results.focus');
    if (!(await isAllSelected())) return false;
    await vscode.env.clipboard.writeText('');
    await run('ndrLens.copyResultsAsTable');
    [, ...rows] = (await vscode.env.clipboard.readText()).trimEnd().split(/\r?\n/);
    return rows.length === count && rows.every((row) => row.startsWith(path));
  });
  return rows.map((row) => row.split('\t'));
}
