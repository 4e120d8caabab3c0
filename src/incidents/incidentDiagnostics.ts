import * as vscode from 'vscode';
import { printable } from '../core/code/printable';
import type { IncidentProblem } from '../core/incident/problem';
import { fileUri } from '../shared/filePaths';

/** Says in the Problems view and in the editor what is wrong with incident files. */
export class IncidentDiagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('ndr-lens-incident');

  /** Replaces what was said before. */
  show(files: readonly (readonly [path: string, problems: readonly IncidentProblem[]])[]): void {
    this.collection.clear();
    for (const [path, problems] of files) this.collection.set(fileUri(path), problems.map(diagnosticOf));
  }

  dispose(): void {
    this.collection.dispose();
  }
}

function diagnosticOf(problem: IncidentProblem): vscode.Diagnostic {
  const { line, column, length } = problem;
  const range = new vscode.Range(line - 1, column - 1, line - 1, column - 1 + Math.max(1, length));
  const diagnostic = new vscode.Diagnostic(range, sentenceFor(problem), vscode.DiagnosticSeverity.Error);
  diagnostic.source = 'NDR Lens';
  diagnostic.code = problem.kind;
  return diagnostic;
}

/** What is wrong, in a sentence. */
export function sentenceFor({ kind, path, detail: raw }: IncidentProblem): string {
  const detail = printable(raw);
  switch (kind) {
    case 'syntax':
      return syntaxSentence(raw);
    case 'conflict':
      return vscode.l10n.t('A merge was left unfinished here.');
    case 'missing':
      return vscode.l10n.t('The property "{0}" is missing.', detail);
    case 'unknown':
      return vscode.l10n.t('An incident has no property "{0}" here.', detail);
    case 'duplicate':
      return vscode.l10n.t('The property "{0}" stands here twice.', detail);
    case 'newer':
      return vscode.l10n.t('A later version of NDR Lens wrote this incident (version {0}).', detail);
    case 'size':
      return vscode.l10n.t('This file is too large for an incident.');
    case 'value':
      return vscode.l10n.t('The value of {0} does not fit: {1}', printable(path), detail);
  }
}

/** Why a text is no JSON, by what jsonc-parser calls it. */
function syntaxSentence(name: string): string {
  switch (name) {
    case 'CommaExpected':
      return vscode.l10n.t('This is not JSON: a comma is missing before this.');
    case 'ColonExpected':
      return vscode.l10n.t('This is not JSON: a colon is missing before this.');
    case 'CloseBraceExpected':
    case 'CloseBracketExpected':
      return vscode.l10n.t('This is not JSON: a closing bracket is missing.');
    case 'UnexpectedEndOfString':
      return vscode.l10n.t('This is not JSON: the quotation mark that ends this text is missing.');
    case 'PropertyNameExpected':
    case 'ValueExpected':
      return vscode.l10n.t('This is not JSON: a name or a value is missing here.');
    case 'InvalidCommentToken':
      return vscode.l10n.t('This is not JSON: it has no comments.');
    default:
      return vscode.l10n.t('This is not JSON from here on.');
  }
}
