import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createOnigScanner, createOnigString, loadWASM, type OnigString } from 'vscode-oniguruma';
import { type IGrammar, INITIAL, type IOnigLib, parseRawGrammar, Registry } from 'vscode-textmate';
import { isFull } from './full';

const root = join(import.meta.dirname, '../..');
const file = 'syntaxes/eml.tmLanguage.json';
const source = readFileSync(join(root, file), 'utf8');
const scopeName: string = JSON.parse(source).scopeName;

let grammar: IGrammar;
/** How many characters patterns passed to where they match, or to the end of the line. */
let passed = 0;

type OnigScanner = ReturnType<IOnigLib['createOnigScanner']>;

/** Oniguruma's scanner, counted. */
function countingScanner(patterns: string[]) {
  const scanner: OnigScanner = createOnigScanner(patterns);
  return {
    findNextMatchSync(text: OnigString, start: number, options: number) {
      const found = scanner.findNextMatchSync(text, start, options);
      passed += (found?.captureIndices[0]?.end ?? text.content.length) - start + 1;
      return found;
    },
    dispose: () => scanner.dispose?.(),
  };
}

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await loadWASM(readFileSync(wasm));
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner: countingScanner, createOnigString }),
    loadGrammar: async () => parseRawGrammar(source, file),
  });
  const loaded = await registry.loadGrammar(scopeName);
  if (!loaded) throw new Error(`${file} is no grammar`);
  grammar = loaded;
});

interface Token {
  readonly line: number;
  readonly text: string;
  readonly scopes: readonly string[];
}

function tokens(text: string): Token[] {
  const all: Token[] = [];
  let stack = INITIAL;
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    for (const { startIndex, endIndex, scopes } of result.tokens)
      all.push({ line: index + 1, text: line.slice(startIndex, endIndex), scopes });
  }
  return all;
}

/** What stands in a scope, by line: neighbouring tokens of it joined. */
function inScope(text: string, scope: string): [number, string][] {
  const found: [number, string][] = [];
  let last: Token | undefined;
  for (const token of tokens(text)) {
    const isIn = token.scopes.some((name) => name === scope || name.startsWith(`${scope}.`));
    const before = found.at(-1);
    if (isIn && before && last?.line === token.line) before[1] += token.text;
    else if (isIn) found.push([token.line, token.text]);
    last = isIn ? token : undefined;
  }
  return found.filter(([, found]) => found !== '');
}

const mail = [
  'Received: from mx.example (mx.example [192.0.2.1])', //                1
  '\tby MAIL01 for <office@recipient.example>; Tue, 24 Nov 2026 03:04:12',
  'From: =?utf-8?Q?Zo=C3=AB?= "Z, =?" <zoe@adatum.example>', //           3
  'Subject: =?utf-8?B?w6g=?= 550 5.7.750 denied',
  'Content-Type: multipart/report; (a comment)', //                       5
  '\tboundary="----=_Part 1"; charset=utf-8',
  '',
  'Preamble: no field', //                                                8
  '------=_Part_1',
  'Content-Type: text/plain; charset="utf-8"', //                         10
  'Content-Transfer-Encoding: quoted-printable',
  '',
  "Remote Server returned '550 5.7.7=", //                                13
  '05 caf=C3=A9 to a.b@c.example, 10.5.7.70',
  '> Status: 5.7.711', //                                                 15
  '>> https://aka.ms/x',
  '-- ',
  '-----',
  '-----Original Message-----',
  '------=_Part_1', //                                                    20
  'Content-Transfer-Encoding: base64',
  'Content-Type: application/pdf; name="a.pdf"',
  '',
  'QUJDREVGR0g=', //                                                      24
  '------=_Part_1',
  'Content-Type: message/delivery-status',
  '',
  'Reporting-MTA: dns; mx.example', //                                    28
  '',
  'Status: 5.7.750', //                                                   30
  '------=_Part_1',
  'Content-Type: message/rfc822',
  'Content-Disposition: attachment', //                                   33
  '',
  'Subject: inner', //                                                    35
  'Content-Transfer-Encoding: BASE64',
  '',
  'AAAA', //                                                              38
  '------=_Part_1--',
  'Epilogue: no field', //                                                40
];

const table: Readonly<Record<string, [number, string][]>> = {
  'entity.name.tag.header': [
    [1, 'Received'],
    [3, 'From'],
    [4, 'Subject'],
    [5, 'Content-Type'],
    [10, 'Content-Type'],
    [11, 'Content-Transfer-Encoding'],
    [21, 'Content-Transfer-Encoding'],
    [22, 'Content-Type'],
    [26, 'Content-Type'],
    [28, 'Reporting-MTA'],
    [30, 'Status'],
    [32, 'Content-Type'],
    [33, 'Content-Disposition'],
    [35, 'Subject'],
    [36, 'Content-Transfer-Encoding'],
  ],
  'string.unquoted.address': [
    [2, 'office@recipient.example'],
    [3, 'zoe@adatum.example'],
    [14, 'a.b@c.example'],
  ],
  'meta.encoded-word': [
    [3, '=?utf-8?Q?Zo=C3=AB?='],
    [4, '=?utf-8?B?w6g=?='],
  ],
  'string.other.encoded-word': [
    [3, 'Zo=C3=AB'],
    [4, 'w6g='],
  ],
  'markup.heading.subject': [
    [4, ' =?utf-8?B?w6g=?= 550 5.7.750 denied'],
    [35, ' inner'],
  ],
  'constant.numeric.status-code': [
    [4, '5.7.750'],
    [13, '5.7.7'],
    [15, '5.7.711'],
    [30, '5.7.750'],
  ],
  'constant.numeric.reply-code': [
    [4, '550'],
    [13, '550'],
  ],
  'constant.language.media-type': [
    [5, 'multipart/report'],
    [10, 'text/plain'],
    [22, 'application/pdf'],
    [26, 'message/delivery-status'],
    [32, 'message/rfc822'],
  ],
  'constant.language.encoding': [
    [11, 'quoted-printable'],
    [21, 'base64'],
    [36, 'BASE64'],
  ],
  'entity.other.attribute-name': [
    [6, 'boundary'],
    [6, 'charset'],
    [10, 'charset'],
    [22, 'name'],
  ],
  'comment.block': [[5, '(a comment)']],
  'keyword.control.boundary.begin': [9, 20, 25, 31].map((line) => [line, '------=_Part_1']),
  'keyword.control.boundary.end': [[39, '------=_Part_1--']],
  'constant.character.escape.line-continuation': [[13, '=']],
  'string.unquoted.base64': [
    [24, 'QUJDREVGR0g='],
    [38, 'AAAA'],
  ],
  'markup.quote': [
    [15, '> Status: 5.7.711'],
    [16, '>> https://aka.ms/x'],
  ],
  'markup.underline.link': [[16, 'https://aka.ms/x']],
};

describe('the grammar of mail', () => {
  it.each(Object.entries(table))('finds %s', (scope, expected) =>
    expect(inScope(mail.join('\n'), scope)).toEqual(expected),
  );

  it('begins anew at each message of an mbox, and only there', () => {
    const mbox = [
      'From a@b.example Tue Nov 24 03:12:00 2026',
      'Subject: one',
      '',
      'From now on: five of us',
      'From: x',
      'From a@b.example Tue Nov 24 03:13:00 2026',
      'Subject: two',
    ].join('\n');
    expect(inScope(mbox, 'entity.name.tag.header')).toEqual([
      [2, 'Subject'],
      [7, 'Subject'],
    ]);
    expect(inScope(mbox, 'keyword.control.boundary.mbox').map(([line]) => line)).toEqual([1, 6]);
  });

  it('takes lines for a body that are no header', () => {
    const text = 'Remote Server returned 550 5.7.705 to a@b.example\nSubject: x\n';
    expect(inScope(text, 'entity.name.tag.header')).toEqual([]);
    expect(inScope(text, 'constant.numeric.status-code')).toEqual([[1, '5.7.705']]);
  });

  it('uses scopes that themes colour', () => {
    const names = Array.from(
      source.matchAll(/"(?:name|contentName)": "([a-z][^"]*)"/g),
      ([, name = '']) => name,
    );
    const roots =
      /^(?:comment|constant|entity|keyword|markup|meta|punctuation|storage|string)\.[a-z0-9.-]+\.eml$/;
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name) => !roots.test(name))).toEqual([]);
  });

  const starts = [
    '',
    'X: ',
    'Content-Type: ',
    '>',
    'X: y\n\n',
    'Content-Transfer-Encoding: quoted-printable\n\n',
  ];
  const units = [
    'a',
    '"',
    '\\"',
    '<@',
    '=?',
    '=?a?b?',
    '=?a?b?c?=',
    '(',
    ' ',
    '>',
    '5.7.',
    'a@',
    '<a@b',
    '; a="',
    '; a=b',
  ];
  it.each(starts)('reads an endless line behind %j in linear work', (start) => {
    const work = (unit: string, length: number) => {
      passed = 0;
      tokens(start + unit.repeat(length / unit.length));
      return passed / length;
    };
    for (const unit of units) {
      expect(work(unit, 1 << 13), unit).toBeLessThan(2 * work(unit, 1 << 11) + 0.5);
      // What a pattern does within one match is not counted; quadratic work would hang here.
      if (isFull) work(unit, 1 << 18);
    }
  });
});
