import { until } from '../host/until';
import type { Vscode } from '../host/vscode';
import type { Workbench } from './workbench';

const key = 'ctrl+alt+shift+f9';

/** What a person would do to begin anew. */
const commands = [
  'notifications.clearAll',
  'workbench.action.closeAllEditors',
  'ndrLens.cancelScan',
  'ndrLens.clearResultsFilter',
  'ndrLens.clearResults',
  'ndrLens.showAllSteps',
  'ndrLens.checklist.focus',
];

/** Lets a window be set back with one key. */
export function bindReset(vscode: Vscode): Promise<void> {
  return vscode.bindKey(key, commands);
}

/**
 * Sets a window back to where nothing was done yet: no editor, no results, no filter, no incident, no message, and the
 * Explorer in front. What was imported or grouped stays: tests that do so use their window up.
 */
export async function reset(bench: Workbench, restoreFolder: () => void): Promise<void> {
  const { page } = bench;
  await page.mouse.move(0, 0);
  await bench.setTheme('dark');
  await bench.quickInput.takeFocusAway();
  await page.keyboard.press('Escape');
  restoreFolder();
  await page.keyboard.press('Control+Alt+Shift+F9');
  await bench.sideBar.getByText('0 of 6 done', { exact: true }).waitFor();
  await bench.result('Scan the Workspace').first().waitFor();
  const left = page.locator('.tabs-container .tab, .notification-toast');
  await until('nothing is left', async () => (await left.count()) === 0);
  await bench.showExplorer();
}
