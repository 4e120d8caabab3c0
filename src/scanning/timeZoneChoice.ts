import * as vscode from 'vscode';
import { offsetsOf } from '../core/logs/formats/timeZone';

interface ZoneItem extends vscode.QuickPickItem {
  readonly zone: string;
}

/**
 * Asks in which zone times are that name none.
 * @param now the zone that is taken now
 * @returns a zone as `offsetsOf` takes it, or undefined to leave it as it is
 */
export async function chooseTimeZone(now: string): Promise<string | undefined> {
  const own = { label: vscode.l10n.t('The time zone of this machine'), description: ownZone(), zone: '' };
  const named = ['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => ({ label: zone, zone }));
  const box = vscode.window.createQuickPick<ZoneItem>();
  const items = [own, ...named];
  box.items = items;
  box.activeItems = items.filter(({ zone }) => zone === now);
  box.title = vscode.l10n.t('Which time zone do times without one belong to?');
  box.placeholder = vscode.l10n.t('A place, or an offset such as +01:00');
  box.onDidChangeValue((text) => {
    box.items = [...offsetItem(text.trim()), ...items];
  });
  const chosen = await new Promise<string | undefined>((resolve) => {
    box.onDidAccept(() => {
      resolve(box.selectedItems[0]?.zone);
      box.hide();
    });
    box.onDidHide(() => resolve(undefined));
    box.show();
  });
  box.dispose();
  return chosen;
}

function offsetItem(text: string): ZoneItem[] {
  return /^[+-]/.test(text) && offsetsOf(text) ? [{ label: text, zone: text, alwaysShow: true }] : [];
}

function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
