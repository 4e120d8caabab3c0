import { visibleText } from '../code/printable';

declare const checked: unique symbol;

/** A value from a file that may stand in a command: one line, nothing in it that acts or hides, not too long. */
export type Quotable = string & { readonly [checked]: true };

/** The longest address that RFC 5321 allows (§4.5.3.1), in UTF-16 units. */
const longestValue = 320;

/** @returns undefined for what may not stand in a command, as control and bidirectional characters */
export function quotable(value: string): Quotable | undefined {
  return isQuotable(value) ? value : undefined;
}

/** A text that no file and no person had a part in. */
export function own(text: string): Quotable {
  return text as Quotable;
}

function isQuotable(value: string): value is Quotable {
  return value !== '' && value.length <= longestValue && visibleText(value) === value;
}

/**
 * A string of PowerShell in which nothing is expanded. It takes typographic quotes for quotes too (PowerShell language
 * specification §2.3.5.2), so each is doubled, as `[CodeGeneration]::EscapeSingleQuotedStringContent` does.
 */
export function powerShellString(value: Quotable): string {
  return `'${value.replace(/['‘’‚‛]/g, '$&$&')}'`;
}

/** Several strings with commas between them, as PowerShell writes an array. */
export function powerShellStrings(values: readonly Quotable[]): string {
  return values.map(powerShellString).join(',');
}

/** A comparison for an OData filter, as a string of PowerShell. */
export function odataEquals(property: string, value: Quotable): string {
  const literal = `${property} eq '${value.replaceAll("'", "''")}'`;
  return `'${literal.replace(/['‘’‚‛]/g, '$&$&')}'`;
}

/** A string literal of the Kusto Query Language. */
export function kqlString(value: Quotable): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Several string literals with commas between them, as `in~ (…)` takes them. */
export function kqlStrings(values: readonly Quotable[]): string {
  return values.map(kqlString).join(', ');
}

/** One word of a POSIX shell (IEEE 1003.1, XCU §2.2.2). */
export function shellWord(value: Quotable): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}

/** A name of a table or column in KQL, whatever it is. */
export function kqlName(value: Quotable): string {
  return `['${value.replace(/['\\]/g, '\\$&')}']`;
}

/** A string of standard SQL, as DuckDB reads it: a backslash is a sign like any other. */
export function sqlString(value: Quotable): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A name of a table or column in standard SQL. */
export function sqlName(value: Quotable): string {
  return `"${value.replaceAll('"', '""')}"`;
}

/** A string of ClickHouse, in which a backslash escapes. */
export function clickHouseString(value: Quotable): string {
  return `'${value.replace(/['\\]/g, '\\$&')}'`;
}

/** A name of a table or column in ClickHouse. */
export function clickHouseName(value: Quotable): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** A string of Splunk's search language, of LogQL, or a phrase of Lucene: in all three a backslash escapes it and the quotation mark. */
export function escapedString(value: Quotable): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}
