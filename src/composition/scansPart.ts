import * as vscode from 'vscode';
import { dashboardCommands } from '../commands/dashboardCommands';
import type { Hits } from '../editor/hits';
import { DashboardPanel, dashboardViewType } from '../panels/dashboardPanel';
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
  const { extensionUri } = context;
  const session = new ScanSession(extensionUri);
  const scanning = new ScanningRegistration({ context, session, hits, problems });
  const { results } = scanning;
  const dashboard = new DashboardPanel({ extensionUri, knowledge, problems, scans: session, results });
  const all = vscode.Disposable.from(
    session,
    scanning,
    dashboard,
    vscode.window.registerWebviewPanelSerializer(dashboardViewType, dashboard),
  );
  return {
    scans: session,
    commands: { ...scanning.commands, ...dashboardCommands({ dashboard }) },
    dispose: () => all.dispose(),
  };
}
