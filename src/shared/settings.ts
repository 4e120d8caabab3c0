import * as vscode from 'vscode';

/** The extension's settings. Their defaults stand in package.json and nowhere else. */
export interface Settings {
  readonly decoration: boolean;
  readonly followCursor: boolean;
  /** Globs of file names, besides the built-in ones, whose documents are looked at. */
  readonly additionalFiles: readonly string[];
  /** Globs of the files that a scan of a folder reads, all when empty, and of those it leaves out. */
  readonly scanInclude: readonly string[];
  readonly scanExclude: readonly string[];
  /** Whether a scan counts the mails that were delivered, beside those that were blocked. */
  readonly countDeliveries: boolean;
  /** The zone of times that name none; empty for that of this machine. */
  readonly timeZone: string;
  /** Whether to offer a scan when a file is opened that the editor cannot look into. */
  readonly scanOffer: boolean;
  /** Where a new incident is kept. */
  readonly incidentLocation: 'workspace' | 'storage';
  /** The folder inside the workspace for incidents. */
  readonly incidentFolder: string;
  /** Who works on incidents in this window; empty where nobody says so. */
  readonly incidentAuthor: string;
  /** Whether assistants are given addresses, domains and IP addresses as they are. */
  readonly assistantsShowNames: boolean;
}

const section = 'ndrLens';

/** Reads the settings as they are now. A value of the wrong type counts as not set. */
export function readSettings(): Settings {
  const configuration = vscode.workspace.getConfiguration(section);
  const flag = (key: string) => {
    const value = configuration.get<unknown>(key);
    return typeof value === 'boolean' ? value : configuration.inspect<boolean>(key)?.defaultValue === true;
  };
  const text = (key: string) => {
    const value = configuration.get<unknown>(key);
    return typeof value === 'string' ? value : (configuration.inspect<string>(key)?.defaultValue ?? '');
  };
  const globs = (key: string) => {
    const value = configuration.get<unknown>(key);
    return Array.isArray(value) ? value.filter((glob): glob is string => typeof glob === 'string') : [];
  };
  return {
    decoration: flag('decoration.enabled'),
    followCursor: flag('explanation.followCursor'),
    additionalFiles: globs('additionalFiles'),
    scanInclude: globs('scan.include'),
    scanExclude: globs('scan.exclude'),
    countDeliveries: flag('scan.countDeliveries'),
    timeZone: text('scan.timeZone').trim(),
    scanOffer: flag('scan.offer'),
    incidentLocation: text('incident.location') === 'storage' ? 'storage' : 'workspace',
    incidentFolder: text('incident.folder'),
    incidentAuthor: text('incident.author'),
    assistantsShowNames: flag('assistants.showNames'),
  };
}

/** Calls back whenever one of the extension's settings changed. */
export function onSettingsChange(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(section)) listener();
  });
}
