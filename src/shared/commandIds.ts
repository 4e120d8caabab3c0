/** The commands of each feature, and of the extension itself, by id; `package.json` contributes the same set. */
export const commandsByFeature = {
  extension: {
    showLog: 'ndrLens.showLog',
    openTerminal: 'ndrLens.openTerminal',
  },
  reading: {
    explain: 'ndrLens.explain',
    explainAtCursor: 'ndrLens.explainAtCursor',
    explainAnyCode: 'ndrLens.explainAnyCode',
    nextCode: 'ndrLens.nextCode',
    previousCode: 'ndrLens.previousCode',
    openReadableNdr: 'ndrLens.openReadableNdr',
    openSample: 'ndrLens.openSample',
  },
  scanning: {
    scan: 'ndrLens.scan',
    scanWorkspace: 'ndrLens.scanWorkspace',
    rescan: 'ndrLens.rescan',
    changeTimeZone: 'ndrLens.changeTimeZone',
    cancelScan: 'ndrLens.cancelScan',
    clearResults: 'ndrLens.clearResults',
    groupResults: 'ndrLens.groupResults',
    filterResults: 'ndrLens.filterResults',
    clearResultsFilter: 'ndrLens.clearResultsFilter',
    openResult: 'ndrLens.openResult',
    nextResult: 'ndrLens.nextResult',
    previousResult: 'ndrLens.previousResult',
    copyResults: 'ndrLens.copyResults',
    copyResultsAsTable: 'ndrLens.copyResultsAsTable',
    exportResults: 'ndrLens.exportResults',
    removeFromResults: 'ndrLens.removeFromResults',
    showEarlierLines: 'ndrLens.showEarlierLines',
    showLaterLines: 'ndrLens.showLaterLines',
    openDashboard: 'ndrLens.openDashboard',
  },
  checklist: {
    openChecklist: 'ndrLens.openChecklist',
    filterChecklist: 'ndrLens.filterChecklist',
    showAllSteps: 'ndrLens.showAllSteps',
    toggleTick: 'ndrLens.toggleTick',
    resetChecklist: 'ndrLens.resetChecklist',
    undoReset: 'ndrLens.undoReset',
    openDocumentation: 'ndrLens.openDocumentation',
  },
  incidents: {
    copyCommand: 'ndrLens.copyCommand',
    insertCommand: 'ndrLens.insertCommand',
    showQueries: 'ndrLens.showQueries',
    openVerificationScript: 'ndrLens.openVerificationScript',
    openEngineQueries: 'ndrLens.openEngineQueries',
    importTenantExport: 'ndrLens.importTenantExport',
    importFromClipboard: 'ndrLens.importFromClipboard',
    showFindings: 'ndrLens.showFindings',
    openEvidence: 'ndrLens.openEvidence',
    forgetImports: 'ndrLens.forgetImports',
    openSampleIncident: 'ndrLens.openSampleIncident',
    newIncident: 'ndrLens.newIncident',
    openIncident: 'ndrLens.openIncident',
    renameIncident: 'ndrLens.renameIncident',
    archiveIncident: 'ndrLens.archiveIncident',
    reopenIncident: 'ndrLens.reopenIncident',
    deleteIncident: 'ndrLens.deleteIncident',
    saveIncidentInWorkspace: 'ndrLens.saveIncidentInWorkspace',
    openIncidentFile: 'ndrLens.openIncidentFile',
    editNote: 'ndrLens.editNote',
    dismissFinding: 'ndrLens.dismissFinding',
    restoreFinding: 'ndrLens.restoreFinding',
    acceptFinding: 'ndrLens.acceptFinding',
    createCaseReport: 'ndrLens.createCaseReport',
    saveReport: 'ndrLens.saveReport',
  },
} as const;

/** Every command by its name. */
export const commandIds = {
  ...commandsByFeature.extension,
  ...commandsByFeature.reading,
  ...commandsByFeature.scanning,
  ...commandsByFeature.checklist,
  ...commandsByFeature.incidents,
} as const;

/** From a menu, a command gets what it was opened on, and all that is selected there. */
export type Command = (argument?: unknown, selection?: unknown) => unknown;

type FeatureName = keyof typeof commandsByFeature;
type IdOf<Name extends FeatureName> =
  (typeof commandsByFeature)[Name][keyof (typeof commandsByFeature)[Name]];

/** All commands of a feature by id; the compiler finds one that is missing. */
export type CommandsOf<Name extends FeatureName> = Readonly<Record<IdOf<Name> & string, Command>>;

/** Context keys that `when` clauses in `package.json` read. */
export const contextKeys = {
  /** Set in a browser without a machine behind it, which lacks some of what the commands need. */
  isBrowser: 'ndrLens.isBrowser',
  hasCodes: 'ndrLens.hasCodes',
  isBounce: 'ndrLens.isBounce',
  isUnreadable: 'ndrLens.isUnreadable',
  checklistStarted: 'ndrLens.checklistStarted',
  canUndoReset: 'ndrLens.canUndoReset',
  hasIncident: 'ndrLens.hasIncident',
  hasArchivedIncident: 'ndrLens.hasArchivedIncident',
  canMoveIncident: 'ndrLens.canMoveIncident',
  checklistFiltered: 'ndrLens.checklistFiltered',
  scanRunning: 'ndrLens.scanRunning',
  hasResults: 'ndrLens.hasResults',
  hasResultsFilter: 'ndrLens.hasResultsFilter',
  /** The addresses of the case reports that are open. */
  openReports: 'ndrLens.openReports',
} as const;
