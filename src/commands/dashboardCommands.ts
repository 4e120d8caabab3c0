import { commandIds } from '../commandIds';
import type { DashboardPanel } from '../panels/dashboardPanel';

/** What the commands about the dashboard work with. */
export interface DashboardCommandServices {
  readonly dashboard: DashboardPanel;
}

/** The commands about the dashboard, by id. */
export function dashboardCommands({
  dashboard,
}: DashboardCommandServices): Record<string, (argument?: unknown) => unknown> {
  return { [commandIds.openDashboard]: () => dashboard.show() };
}
