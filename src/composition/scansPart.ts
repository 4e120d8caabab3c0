import * as vscode from 'vscode';
import type { Hits } from '../editor/hits';
import { ScanningRegistration } from '../scans/registerScanning';
import { ScanSession } from '../scans/scanSession';
import type { Scans } from '../scans/scans';
import type { Ground, Part } from './part';

/** Scans of folders and logs: the session, the results and the dashboard. */
export function scansPart({
  context,
  problems,
  knowledge,
  hits,
}: Ground & { readonly hits: Hits }): Part & { readonly scans: Scans } {
  const session = new ScanSession(context.extensionUri);
  const scanning = new ScanningRegistration({ context, session, hits, problems, knowledge });
  const all = vscode.Disposable.from(session, scanning);
  return { scans: session, commands: scanning.commands, dispose: () => all.dispose() };
}
