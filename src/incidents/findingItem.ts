import * as vscode from 'vscode';
import type { Language } from '../core/code/language';
import { printable } from '../core/code/printable';
import type { Finding, Severity } from '../core/incident/finding';
import type { Incident } from '../core/incident/incident';
import { isDismissed } from '../core/incident/standing';
import { commandIds } from '../shared/commandIds';
import type { Knowledge } from '../shared/knowledge';

type LoadedKnowledge = Awaited<ReturnType<Knowledge['load']>>;

const icons: Readonly<Record<Severity, vscode.ThemeIcon>> = {
  critical: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
  information: new vscode.ThemeIcon('info'),
};

/** The row of a finding: what was concluded, why, and a way to the evidence. It has no checkbox: it ticks nothing. */
export function findingItem(
  finding: Finding,
  incident: Incident,
  { findingText, escapeMarkdown, codeSpan }: LoadedKnowledge,
  language: Language,
): vscode.TreeItem {
  const { label, title, reason } = findingText(finding, language);
  const dismissal = isDismissed(incident, finding) ? incident.dismissed[finding.id] : undefined;
  const [evidence] = finding.evidence;
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  item.id = `finding ${finding.step} ${finding.id}`;
  item.iconPath = dismissal ? new vscode.ThemeIcon('circle-slash') : icons[finding.severity];
  item.description = dismissal
    ? vscode.l10n.t('dismissed: {0}', printable(dismissal.reason))
    : nameOf(finding.severity);
  // Who hears it is told what the icon and the tooltip show.
  item.accessibilityInformation = { label: `${item.description}: ${title}. ${reason}` };
  const places = finding.evidence.map(({ file, line }) =>
    codeSpan(printable(line === undefined ? file : `${file}:${line}`)),
  );
  item.tooltip = new vscode.MarkdownString(
    [`**${escapeMarkdown(title)}**`, escapeMarkdown(reason), ...places].join('\n\n'),
  );
  item.contextValue = [
    'finding',
    dismissal ? 'dismissed' : 'counting',
    ...(finding.severity === 'information' && !dismissal ? ['acceptable'] : []),
  ].join(' ');
  if (evidence)
    item.command = {
      command: commandIds.openEvidence,
      title: vscode.l10n.t('Open the Evidence'),
      arguments: [evidence],
    };
  return item;
}

function nameOf(severity: Severity): string {
  switch (severity) {
    case 'critical':
      return vscode.l10n.t('critical');
    case 'warning':
      return vscode.l10n.t('warning');
    case 'information':
      return vscode.l10n.t('information');
  }
}
