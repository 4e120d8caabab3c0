import { execFileSync } from 'node:child_process';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clickHouseName,
  clickHouseString,
  escapedString,
  kqlName,
  kqlString,
  odataEquals,
  powerShellString,
  powerShellStrings,
  type Quotable,
  quotable,
  shellWord,
  sqlName,
  sqlString,
} from '../../../../src/core/verify/quoting';
import {
  kustoFor,
  parseKusto,
  parseLogql,
  parsePowerShell,
  powerShellStringTokens,
  stringsIn,
} from './grammars';
import { acting } from './values';

/** Texts full of what could end a string, start an expression or hide. */
const dangerous = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...["'", '‘', '’', '‚', '‛', '"', '“', '„', '`', '$', '(', ')', '$(', '${', '\\', '\\"'],
      ),
      fc.constantFrom(
        ...[';', '|', '&', '#', '<#', '#>', '@"', '//', '--', '-', ' ', '\n', '\r', '\0', '\u202e'],
      ),
      fc.constantFrom('Remove-Mailbox', 'x', 'é', '漢', '😀', '\ud800', '\u0085', '\u2028', '\u200b'),
    ),
    { minLength: 1, maxLength: 30 },
  )
  .map((parts) => parts.join(''));

const fit = dangerous.map(quotable).filter((value) => value !== undefined);

const laws = { numRuns: 2000 };

describe('a value that may stand in a command', () => {
  it.each([
    ['a line break', 'a\nb'],
    ['a carriage return', 'a\rb'],
    ['a tab', 'a\tb'],
    ['a control character', 'a\u001b[2Jb'],
    ['one of the second set', 'a\u0085b'],
    ['a line separator', 'a\u2028b'],
    ['a change of direction', 'a\u202eb'],
    ['an isolate', 'a\u2066b'],
    ['a blank of no width', 'a\u200bb'],
    ['half of a pair', 'a\ud800b'],
    ['nothing', ''],
    ['a megabyte', 'a'.repeat(1_000_000)],
    ['one character too many', 'a'.repeat(321)],
  ])('is none with %s', (_what, value) => {
    expect(quotable(value)).toBeUndefined();
  });

  it('is any other, as it stands', () => {
    for (const value of ["'; Remove-Mailbox", '$(x)', '`', '’', 'münchen.example', 'a'.repeat(320)])
      expect(quotable(value)).toBe(value);
  });

  it('never holds a control character', () => {
    fc.assert(
      fc.property(fit, (value) => !acting.test(value)),
      laws,
    );
  });
});

describe('a string of PowerShell', () => {
  it('is one token that reads back as the value, by the rules of its tokenizer', () => {
    fc.assert(
      fc.property(fit, (value) => {
        expect(powerShellStringTokens(powerShellString(value))).toEqual([value]);
      }),
      laws,
    );
  });

  it('is one argument that reads back as the value, by its grammar', () => {
    fc.assert(
      fc.property(fc.array(fit, { minLength: 1, maxLength: 3 }), (values) => {
        const root = parsePowerShell(`Get-MessageTraceV2 -SenderAddress ${powerShellStrings(values)}`);
        expect(root.descendantsOfType('command')).toHaveLength(1);
        expect(root.descendantsOfType(['sub_expression', 'expandable_string_literal', 'variable'])).toEqual(
          [],
        );
        expect(stringsIn(root)).toEqual(values);
      }),
      { numRuns: 500 },
    );
  });

  it('holds an OData comparison whose own string reads back as the value', () => {
    fc.assert(
      fc.property(fit, (value) => {
        const [filter = '', ...others] = powerShellStringTokens(odataEquals('userPrincipalName', value));
        expect(others).toEqual([]);
        const literal = /^userPrincipalName eq '((?:[^']|'')*)'$/u.exec(filter)?.[1];
        expect(literal?.replaceAll("''", "'")).toBe(value);
      }),
      laws,
    );
  });

  it.each([
    ["'; Remove-Mailbox", "'''; Remove-Mailbox'"],
    ['’; Remove-Mailbox', "'’’; Remove-Mailbox'"],
    ['$(x) `n', "'$(x) `n'"],
  ])('is written as people would: %s', (value, written) => {
    expect(powerShellString(value as Quotable)).toBe(written);
  });
});

describe('a string of KQL', () => {
  it('is one literal that reads back as the value, by Kusto itself', () => {
    fc.assert(
      fc.property(fit, (value) => {
        const { errors, strings } = parseKusto(`EmailEvents | where Subject == ${kqlString(value)}`);
        expect(errors).toEqual([]);
        expect(strings).toEqual([value]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a word of the shell', () => {
  it('is one argument that reads back as the value, in a shell itself', () => {
    const values = fc.sample(fit, { numRuns: 300, seed: 5 });
    const script = values.map((value) => `printf '%s\\0' ${shellWord(value)}`).join('\n');
    const printed = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
    expect(printed.split('\0').slice(0, -1)).toEqual(values);
  });
});

describe('a name in KQL', () => {
  it('is bound to the column of that name, by Kusto itself', () => {
    const parse = kustoFor({ T: { plain: 'string' } });
    fc.assert(
      fc.property(fit, (value) => {
        const { errors } = parse(`T | project ${kqlName(value)}`);
        // Nothing but that there is no such column: none of it was read as anything else.
        expect(errors.length).toBe(1);
        expect(parse(`T | extend ${kqlName(value)} = 1 | project ${kqlName(value)}`).errors).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a string and a name of SQL', () => {
  it('read back as the value, in an engine itself', async () => {
    const duckdb = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
    for (const value of fc.sample(fit, { numRuns: 300, seed: 7 })) {
      const read = await duckdb.runAndReadAll(`SELECT ${sqlString(value)} AS ${sqlName(value)}`);
      expect(read.getRows()).toEqual([[value]]);
      expect(read.columnNames()).toEqual([value]);
    }
    duckdb.closeSync();
  });

  it.each([
    [clickHouseString, "'"],
    [clickHouseName, '"'],
  ])('of ClickHouse end at no quote in the value', (write, quote) => {
    fc.assert(
      fc.property(fit, (value) => {
        const written = write(value);
        const inside = written.slice(1, -1);
        expect([written.charAt(0), written.at(-1)]).toEqual([quote, quote]);
        expect(inside.replace(/\\(.)/gsu, '')).not.toMatch(new RegExp(`[${quote}\\\\]`));
        expect(inside.replace(/\\(.)/gsu, '$1')).toBe(value);
      }),
      laws,
    );
  });
});

describe('a string in which a backslash escapes', () => {
  it('is one literal that reads back as the value, by the grammar of LogQL', () => {
    fc.assert(
      fc.property(fit, (value) => {
        expect(parseLogql(`{job=${escapedString(value)}} |~ ${escapedString(value)}`)).toEqual([
          value,
          value,
        ]);
      }),
      { numRuns: 500 },
    );
  });
});
