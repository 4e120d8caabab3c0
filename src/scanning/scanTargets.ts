import * as vscode from 'vscode';
import { offsetsOf } from '../core/logs/formats/timeZone';
import type { ScanRequest, ScanTarget } from '../core/scan/protocol';
import { pathOf } from '../shared/filePaths';
import { readSettings } from '../shared/settings';

/** What the worker is asked for, by what a person chose. Only files of this machine can be scanned. */
export function requestFor(chosen: readonly vscode.Uri[]): ScanRequest {
  const { scanInclude, scanExclude, countDeliveries, timeZone } = readSettings();
  return {
    targets: chosen.map(targetFor),
    include: scanInclude,
    exclude: scanExclude,
    removed: [],
    countDeliveries,
    timeZone: knownZone(timeZone),
  };
}

/** The places of both, each once, without what was taken out of the results before. */
export function joined(before: ScanRequest, added: ScanRequest): ScanRequest {
  const targets = new Map([...before.targets, ...added.targets].map((target) => [target.path, target]));
  return { ...added, targets: [...targets.values()] };
}

/** What somebody mistyped is told, and is no zone. */
function knownZone(zone: string): string {
  if (offsetsOf(zone)) return zone;
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      'The setting ndrLens.scan.timeZone is not a time zone: {0}. The zone of this machine is used.',
      zone,
    ),
  );
  return '';
}

function targetFor(uri: vscode.Uri): ScanTarget {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const path = pathOf(uri);
  return {
    path,
    base: folder ? pathOf(folder.uri) : path,
    exclude: excludedFiles(folder?.uri ?? uri),
  };
}

/** The globs of `files.exclude`. One with a condition on a sibling is about what a build makes, and left out. */
function excludedFiles(scope: vscode.Uri): string[] {
  const globs = vscode.workspace.getConfiguration('files', scope).get<Record<string, unknown>>('exclude');
  return Object.entries(globs ?? {}).flatMap(([glob, value]) => (value === true ? [glob] : []));
}
