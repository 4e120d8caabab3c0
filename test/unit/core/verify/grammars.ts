import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { parser as logql } from '@grafana/lezer-logql';
import { Language, type Node, Parser } from 'web-tree-sitter';

const require = createRequire(import.meta.url);

await Parser.init();
const powerShell = new Parser().setLanguage(
  await Language.load(require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')),
);

/** @throws Error where the grammar of PowerShell does not accept the text */
export function parsePowerShell(text: string): Node {
  const root = powerShell.parse(text)?.rootNode;
  if (!root || root.hasError) throw new Error(`Not PowerShell: ${text}\n${root?.toString()}`);
  return root;
}

/** The strings of single quotes in a text of PowerShell, decoded by its rules (language specification §2.3.5.2). */
export function stringsIn(node: Node): string[] {
  return node.descendantsOfType('string_literal').flatMap((literal) => {
    const text = literal?.text ?? '';
    return text.startsWith("'") ? [text.slice(1, -1).replace(/(['‘’‚‛])\1/g, '$1')] : [];
  });
}

/**
 * The tokens of a text that consists of strings in single quotes and blanks, as PowerShell's tokenizer splits it: any of its
 * five quotes ends a string unless another follows at once, and then the second stands for itself.
 */
export function powerShellStringTokens(text: string): string[] {
  const quotes = "'‘’‚‛";
  const tokens: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === ' ') continue;
    if (!quotes.includes(text.charAt(at))) throw new Error(`Outside of a string at ${at}: ${text}`);
    let value = '';
    for (at += 1; ; at += 1) {
      if (at >= text.length) throw new Error(`A string does not end: ${text}`);
      if (quotes.includes(text.charAt(at))) {
        if (at + 1 >= text.length || !quotes.includes(text.charAt(at + 1))) break;
        at += 1;
      }
      value += text.charAt(at);
    }
    tokens.push(value);
  }
  return tokens;
}

interface Tables {
  readonly [table: string]: Readonly<Record<string, string>>;
}

export const huntingTables: Tables = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../fixtures/hunting/tables.json'), 'utf8'),
).tables;

/** As much of Kusto's own parser as the tests use. */
interface KustoParser {
  readonly KustoCode: {
    ParseAndAnalyze(text: string, globals: unknown): KustoCode;
  };
}

interface KustoCode {
  readonly Syntax: KustoNode;
  GetDiagnostics(): { Count: number; getItem(index: number): { Message: string; Severity: string } };
}

export interface KustoNode {
  readonly ChildCount: number;
  readonly NameInParent: string;
  GetChild(index: number): KustoNode | null;
  /** Of a literal: its value. */
  readonly LiteralValue?: unknown;
  readonly Kind: unknown;
}

function loadKusto() {
  const folder = join(require.resolve('@kusto/language-service-next/package.json'), '..');
  // The package is a pair of scripts that share global names.
  for (const name of ['bridge.min.js', 'Kusto.Language.Bridge.min.js'])
    runInThisContext(readFileSync(join(folder, name), 'utf8'), { filename: name });
  // biome-ignore lint/suspicious/noExplicitAny: the package declares its names as globals of a script
  return (globalThis as any).Kusto.Language;
}

const kusto = loadKusto();

function globalsOf(tables: Tables): unknown {
  const symbols = Object.entries(tables).map(([name, columns]) =>
    kusto.Symbols.TableSymbol.From(
      `(${Object.entries(columns)
        .map(([column, type]) => `${column}: ${type}`)
        .join(', ')})`,
    ).WithName(name),
  );
  const database = new kusto.Symbols.DatabaseSymbol.$ctor1('hunting', symbols);
  return kusto.GlobalState.Default.WithDatabase(database);
}

/** A query, parsed and bound to the tables of advanced hunting. */
export const parseKusto = kustoFor(huntingTables);

/** Parses queries and binds them to some tables. */
export function kustoFor(tables: Tables): (text: string) => { errors: string[]; strings: string[] } {
  const globals = globalsOf(tables);
  return (text) => boundBy(globals, text);
}

function boundBy(globals: unknown, text: string): { errors: string[]; strings: string[] } {
  const code = (kusto as KustoParser).KustoCode.ParseAndAnalyze(text, globals);
  const diagnostics = code.GetDiagnostics();
  const errors = Array.from({ length: diagnostics.Count }, (_, index) => diagnostics.getItem(index))
    .filter(({ Severity }) => Severity === 'Error')
    .map(({ Message }) => Message);
  const strings: string[] = [];
  const visit = (node: KustoNode) => {
    if (typeof node.LiteralValue === 'string') strings.push(node.LiteralValue);
    for (let index = 0; index < node.ChildCount; index += 1) {
      const child = node.GetChild(index);
      if (child) visit(child);
    }
  };
  visit(code.Syntax);
  return { errors, strings };
}

/** The strings in a query of LogQL, decoded. @throws Error where its grammar does not accept the text */
export function parseLogql(text: string): string[] {
  const strings: string[] = [];
  logql.parse(text).iterate({
    enter({ type, from, to }) {
      if (type.isError) throw new Error(`Not LogQL at ${from}: ${text}`);
      // The escapes of Go that are used are those of JSON.
      if (type.name === 'String') strings.push(JSON.parse(text.slice(from, to)));
    },
  });
  return strings;
}

/** A query of Lucene, as much as the tests use of it. */
export type LuceneNode =
  | {
      readonly operator: 'AND' | 'OR';
      readonly left: LuceneNode;
      readonly right: LuceneNode;
      readonly field?: string;
    }
  | { readonly left: LuceneNode; readonly operator?: undefined; readonly field?: string }
  | { readonly term: string; readonly regex: boolean; readonly field?: string }
  | {
      readonly term_min: string;
      readonly term_max: string;
      readonly inclusive: string;
      readonly field?: string;
    };

/** @throws Error where the grammar of Lucene's queries does not accept the text */
export function parseLucene(text: string): LuceneNode {
  return require('lucene').parse(text);
}
