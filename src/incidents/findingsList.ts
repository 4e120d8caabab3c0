import * as vscode from 'vscode';
import type { Evidence } from '../core/code/evidence';
import { printable } from '../core/code/printable';
import { pathBehind } from '../core/files/archiveNames';
import type { Finding } from '../core/incident/finding';
import type { ScanSnapshot } from '../core/logs/figures/snapshot';
import type { ResultPlace } from '../scanning/resultNodes';
import { commandIds } from '../shared/commandIds';
import { fileUri } from '../shared/filePaths';
import type { Knowledge } from '../shared/knowledge';
import { countText } from '../shared/mailCounts';
import type { ChangedEvidence } from './changedEvidence';
import type { FindingsUpdater } from './findingsUpdater';
import { forLabel } from './shownText';
import type { TenantFactsStore } from './tenantFactsStore';

const icons: Readonly<Record<Finding['severity'], string>> = {
  critical: 'error',
  warning: 'warning',
  information: 'info',
};

/** Lets the person choose a finding, by step, and opens the place that proves it. */
export async function showFindings(
  updater: FindingsUpdater,
  knowledge: Knowledge,
  open: (evidence: Evidence) => Promise<void>,
): Promise<void> {
  const findings = await updater.current();
  if (findings.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Nothing was found in what was imported and scanned so far.'),
    );
    return;
  }
  const choice = await vscode.window.showQuickPick(await rowsOf(findings, knowledge), {
    placeHolder: vscode.l10n.t(
      'Findings: {0}. Choose one to see the row that proves it.',
      countText(findings.length),
    ),
    matchOnDetail: true,
  });
  const evidence = choice && 'finding' in choice ? await pickEvidence(choice.finding) : undefined;
  if (evidence) await open(evidence);
}

async function rowsOf(findings: readonly Finding[], knowledge: Knowledge) {
  const { findingText, steps, texts } = await knowledge.load();
  const read = texts[knowledge.language];
  return steps.flatMap((step) => {
    const own = findings.filter((finding) => finding.step === step.id);
    const rows = own.map((finding) => {
      const { title, reason, severity } = findingText(finding, knowledge.language);
      return {
        label: forLabel(title),
        description: severity,
        detail: forLabel(reason),
        iconPath: new vscode.ThemeIcon(icons[finding.severity]),
        finding,
      };
    });
    const separator = { label: read[step.title.text], kind: vscode.QuickPickItemKind.Separator };
    return rows.length === 0 ? [] : [separator, ...rows];
  });
}

async function pickEvidence({ evidence }: Finding): Promise<Evidence | undefined> {
  const [first, ...others] = evidence;
  if (others.length === 0) return first;
  const rows = evidence.map((each) => ({
    label: forLabel(printable(`${each.file.split(/[\\/]/).at(-1)}:${each.line ?? 1}`)),
    detail: each.excerpt === undefined ? undefined : forLabel(each.excerpt),
    evidence: each,
  }));
  const choice = await vscode.window.showQuickPick(
    rows.map(({ detail, ...row }) => (detail === undefined ? row : { ...row, detail })),
    { placeHolder: vscode.l10n.t('Which place do you want to open?') },
  );
  return choice?.evidence;
}

/** Opens the file of an evidence at its line, if it is one that was imported or scanned in this workspace. */
export async function openEvidence(
  argument: unknown,
  store: TenantFactsStore,
  snapshot: ScanSnapshot | undefined,
  changes: ChangedEvidence,
): Promise<void> {
  const evidence = evidenceIn(argument);
  if (!evidence) return;
  const { exports } = await store.facts();
  const imported = exports.find(({ source }) => source.file === evidence.file);
  const scanned = new Set(snapshot?.files.map(({ path }) => path));
  const isScanned = pathBehind(evidence.file, (path) => scanned.has(path)) !== undefined;
  if (!(imported || isScanned) || !/^(?:[\\/]|[A-Za-z]:[\\/])/.test(evidence.file)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'This did not come from a file that can be opened. Import it again from a file to see the row.',
      ),
    );
    return;
  }
  // Nobody has to answer before the place is shown.
  if (imported?.source.sha256) void changes.check(evidence.file, imported.source.sha256);
  if (isScanned) {
    // A log may be packed or too long for the editor, as the results know.
    const { file, line = 1, isBeside } = evidence;
    const place: ResultPlace = { file, line: Math.max(1, line), column: 1, isBeside };
    await vscode.commands.executeCommand(commandIds.openResult, place);
    return;
  }
  const line = Math.max(0, (evidence.line ?? 1) - 1);
  await vscode.commands.executeCommand('vscode.open', fileUri(evidence.file), {
    selection: new vscode.Range(line, 0, line, 0),
    ...(evidence.isBeside ? { viewColumn: vscode.ViewColumn.Beside } : {}),
  } satisfies vscode.TextDocumentShowOptions);
}

/** What a command was given: a place, which may be to be shown beside what is in front. */
type AskedEvidence = Pick<Evidence, 'file' | 'line'> & { readonly isBeside: boolean };

function evidenceIn(argument: unknown): AskedEvidence | undefined {
  if (typeof argument !== 'object' || argument === null || !('file' in argument)) return undefined;
  const { file } = argument;
  const line = 'line' in argument ? argument.line : undefined;
  if (typeof file !== 'string') return undefined;
  return {
    file,
    line: typeof line === 'number' && Number.isSafeInteger(line) ? line : undefined,
    isBeside: 'isBeside' in argument && argument.isBeside === true,
  };
}
