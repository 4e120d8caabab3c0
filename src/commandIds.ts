/** Every command of the extension by its id; `package.json` contributes the same set. */
export const commandIds = {
  explain: 'ndrLens.explain',
  explainAtCursor: 'ndrLens.explainAtCursor',
  explainAnyCode: 'ndrLens.explainAnyCode',
  nextCode: 'ndrLens.nextCode',
  previousCode: 'ndrLens.previousCode',
  openChecklist: 'ndrLens.openChecklist',
  filterChecklist: 'ndrLens.filterChecklist',
  showAllSteps: 'ndrLens.showAllSteps',
  toggleTick: 'ndrLens.toggleTick',
  openReadableNdr: 'ndrLens.openReadableNdr',
  resetChecklist: 'ndrLens.resetChecklist',
  undoReset: 'ndrLens.undoReset',
  openDocumentation: 'ndrLens.openDocumentation',
  copyCommand: 'ndrLens.copyCommand',
  openDashboard: 'ndrLens.openDashboard',
  showLog: 'ndrLens.showLog',
} as const;

/** Context keys that `when` clauses in `package.json` read. */
export const contextKeys = {
  hasCodes: 'ndrLens.hasCodes',
  isBounce: 'ndrLens.isBounce',
  checklistStarted: 'ndrLens.checklistStarted',
  canUndoReset: 'ndrLens.canUndoReset',
  checklistFiltered: 'ndrLens.checklistFiltered',
} as const;
