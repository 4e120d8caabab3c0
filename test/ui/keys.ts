import type { Vscode } from '../host/vscode';

/** Keys that windows of tests have for what a person would do by menus. */
export const keys = {
  beginAnew: 'Control+Alt+Shift+F9',
  toExplorer: 'Control+Alt+Shift+F8',
  refreshExplorer: 'Control+Alt+Shift+F7',
};

const commands: Record<keyof typeof keys, readonly string[]> = {
  // What comes last is seen once all is done.
  beginAnew: [
    'notifications.clearAll',
    'workbench.action.closeAllEditors',
    'ndrLens.cancelScan',
    'ndrLens.clearResultsFilter',
    'ndrLens.clearResults',
    'ndrLens.showAllSteps',
    'ndrLens.checklist.focus',
    'workbench.action.files.newUntitledFile',
  ],
  toExplorer: ['notifications.clearAll', 'workbench.action.closeAllEditors', 'workbench.view.explorer'],
  refreshExplorer: ['workbench.files.action.refreshFilesExplorer'],
};

/** Gives a window those keys before it opens. */
export function bindKeys(vscode: Vscode): Promise<void> {
  const bound = Object.entries(commands).map(([name, all]) => [keyOf(name as keyof typeof keys), all]);
  return vscode.bindKeys(Object.fromEntries(bound));
}

const keyOf = (name: keyof typeof keys) => keys[name].toLowerCase().replace('control', 'ctrl');
