// Says how much of what people have is read rightly: node scripts/rates.mjs [--all] FOLDER…
//
// A table lies beside the files that it is about:
//   expected.tsv          file, line, column, code: every place of a code
//   expected-meaning.tsv  file, and in words what a person expects to be told of it
//   expected.json         the same of the folder that it lies in, as `expected`
// Words are compared as far as they state facts ("sender a@b.example; no server; blocked 1"): the rest is told as not compared.
// The command line is taken from dist: build first.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * @typedef {{ readonly events: readonly Readonly<Record<string, unknown>>[], readonly report: Readonly<Record<string, unknown>>,
 *   readonly text: string, readonly ndr: string; findings: string }} Told what the product says of files, `text` and `ndr` being all of it
 * @typedef {{ readonly fact: string, readonly holds: boolean }} Checked
 */

const cli = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'cli.js');

/** @param {readonly string[]} args @param {string} folder */
function run(args, folder) {
  const { stdout, error } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  return stdout;
}

/** @param {string} file */
function rows(file) {
  return readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
}

/** @param {string} folder @param {readonly string[]} files @returns {Told} */
function toldOf(folder, files) {
  const lines = run(['scan', '--senders', '--json', '--zone', 'Z', ...files], folder);
  const report = run(['report', '--format', 'json', '--zone', 'Z', ...files], folder);
  const events = lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  const ndr = run(['ndr', '--json', ...files], folder);
  const findings = run(['check', ...files], folder);
  return { events, report: report === '' ? {} : JSON.parse(report), text: lines + report, ndr, findings };
}

const fields = {
  sender: 'sender',
  recipient: 'recipient',
  'queue id': 'queueId',
  queueid: 'queueId',
  source: 'source',
  server: 'server',
  remotehost: 'remoteHost',
  messageid: 'messageId',
  time: 'time',
};
const fieldNames = Object.keys(fields).join('|');
const counts = { one: 1, two: 2, three: 3 };

/**
 * The facts that a sentence states, and whether they hold of what was told.
 * @param {string} sentence
 * @param {Told} told
 * @returns {Checked[]}
 */
export function factsIn(sentence, told) {
  /** @type {Checked[]} */
  const facts = [];
  const { events, report, text, ndr, findings } = told;
  const state = (/** @type {string} */ fact, /** @type {boolean} */ holds) =>
    void facts.push({ fact, holds });
  const some = (/** @type {string} */ key, /** @type {(value: string) => boolean} */ is) =>
    events.some((event) => event[key] !== undefined && is(`${event[key]}`));
  const quoted = sentence.replace(/"[^"]*"/g, (part) =>
    part.replace(/[,;(:]/g, (sign) => String.fromCharCode(0xe000 + sign.charCodeAt(0))),
  );
  for (const part of quoted.split(/[;,(]\s+|:\s+|;|\s\(|\s+(?:and|joined)\b/)) {
    const clause = part
      .replace(/[\ue000-\ue0ff]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xe000))
      .trim()
      .toLowerCase();
    const field = new RegExp(`^(?:no )?(${fieldNames})(?![\\w-]) *(.*)$`).exec(clause);
    const key = field && fields[/** @type {keyof typeof fields} */ (field[1])];
    // Three dots stand for the rest of a name.
    const value = (
      field?.[2]?.replace(/ .*(?<!Z)$/, (rest) => (/^ \d\d:/.test(rest) ? rest.slice(0, 9) : '')) ?? ''
    ).replace(/…$/, '');
    const count = /^(?:report\b\W*)?(?:blocked (\d+)|(one|two|three) blocked)/.exec(clause);
    const delivered = /\bdelivered (\d+)/.exec(clause);
    const diagnostic = /\bdiagnostic "([^"]+)"/.exec(clause)?.[1];
    const ends = /(?:to|at) "?([\w()]+)"?$/.exec(clause)?.[1];
    const never = /^never (\S+)/.exec(clause)?.[1];
    if (never) state(clause, !(text + culprits(ndr)).includes(never));
    else if (key && (clause.startsWith('no ') || value === 'unknown')) state(clause, !some(key, () => true));
    else if (key === 'time')
      state(clause, value === '' ? some(key, () => true) : some(key, (at) => isTime(at, value)));
    else if (key)
      state(
        clause,
        value === '' || value === 'x'
          ? some(key, () => true)
          : some(key, (has) => holds(has, value)) || (key !== 'source' && ndr.toLowerCase().includes(value)),
      );
    if (count) state(clause, report.blocked === Number(count[1] ?? counts[/** @type {'one'} */ (count[2])]));
    else if (/^blocked$|\brefusals\b/.test(clause))
      state(clause, events.length > 0 && events.every(({ outcome }) => outcome === 'blocked'));
    if (delivered) state(clause, report.delivered === Number(delivered[1]));
    if (diagnostic)
      state(
        clause,
        some('diagnostic', (said) => said.toLowerCase().includes(diagnostic)),
      );
    else if (/^diagnostic\b/.test(clause) && ends)
      state(
        clause,
        some('diagnostic', (said) =>
          said.toLowerCase().replace(/\W+$/, '').endsWith(ends.replace(/\W+$/, '')),
        ),
      );
    for (const [, who, address] of clause.matchAll(/\b(of|to) (\S+@\S+)/g))
      state(
        `${who} ${address}`,
        /^a finding\b/.test(sentence)
          ? findings.toLowerCase().includes(`${address}`)
          : some(who === 'of' ? 'sender' : 'recipient', (has) => holds(has, `${address}`)),
      );
    if (/\bfound$/.test(clause)) state(clause, events.length > 0);
    if (/^ndr$|^bounce$/.test(clause)) state('a bounce', /"kind":"(?!unknown)/.test(ndr));
  }
  return facts;
}

/** Whom the bounces accuse; the rest of what is printed quotes the mail. @param {string} ndr */
function culprits(ndr) {
  return (ndr.match(/"culprit":\{[^}]*/g) ?? []).join('\n');
}

/** @param {string} has @param {string} value */
function holds(has, value) {
  return (
    has
      .toLowerCase()
      .split('; ')
      .some((each) => each === value || each.startsWith(`${value}@`)) || has.toLowerCase().startsWith(value)
  );
}

/** @param {string} time @param {string} value a moment, a wall clock, or seconds since 1970 */
function isTime(time, value) {
  if (/^\d{9,}$/.test(value)) return Math.floor(Date.parse(time) / 1000) === Number(value);
  const wall = value
    .toUpperCase()
    .replace(' ', 'T')
    .replace(/Z$|\.\d+Z?$/, '');
  if (/^\d{4}-/.test(wall)) return time.startsWith(wall);
  return /^\d\d:/.test(wall) ? time.slice(11).startsWith(wall) : true;
}

/** @param {string} folder @param {string} table */
function places(folder, table) {
  const expected = rows(table);
  const files = [...new Set(expected.map(([file = '']) => file))];
  const lines = run(['scan', ...files], folder).split('\n');
  const found = new Set(lines.map((line) => /^(.*?:\d+:\d+: \S+)/.exec(line)?.[1]));
  return expected.map(([file, line, column, code]) => {
    const fact = `${file}:${line}:${column}: ${code}`;
    return { name: fact, facts: [{ fact, holds: found.has(fact) }] };
  });
}

/** @param {string} folder @returns {Generator<string>} */
function* folders(folder) {
  yield folder;
  for (const name of readdirSync(folder).sort())
    if (statSync(join(folder, name)).isDirectory()) yield* folders(join(folder, name));
}

/** @param {string} title @param {readonly { readonly name: string, readonly facts: readonly Checked[] }[]} cases @param {boolean} all */
function print(title, cases, all) {
  const stated = cases.filter(({ facts }) => facts.length > 0);
  const right = stated.filter(({ facts }) => facts.every(({ holds: isSo }) => isSo));
  if (cases.length === 0) return;
  const rate = stated.length === 0 ? 0 : (100 * right.length) / stated.length;
  console.log(`${title}: ${right.length} of ${stated.length} (${rate.toFixed(1)} %)`);
  for (const { name, facts } of cases) {
    const wrong = facts.filter(({ holds: isSo }) => !isSo);
    if (facts.length === 0) console.log(`  ? ${name}: nothing that can be compared`);
    for (const { fact } of wrong) console.log(`  - ${name}: ${fact}`);
    if (all && wrong.length === 0) console.log(`  + ${name}: ${facts.map(({ fact }) => fact).join('; ')}`);
  }
}

/** @param {readonly string[]} roots @param {boolean} all */
function main(roots, all) {
  const found = {
    places: /** @type {any[]} */ ([]),
    meanings: /** @type {any[]} */ ([]),
    faults: /** @type {any[]} */ ([]),
  };
  for (const root of roots)
    for (const folder of folders(root)) {
      const table = (/** @type {string} */ name) => join(folder, name);
      if (existsSync(table('expected.tsv'))) found.places.push(...places(folder, table('expected.tsv')));
      if (existsSync(table('expected-meaning.tsv')))
        for (const [file = '', sentence = ''] of rows(table('expected-meaning.tsv')))
          found.meanings.push({ name: file, facts: factsIn(sentence, toldOf(folder, [file])) });
      if (!existsSync(table('expected.json'))) continue;
      const { expected } = JSON.parse(readFileSync(table('expected.json'), 'utf8'));
      const files = readdirSync(folder).filter((name) => !name.startsWith('expected'));
      found.faults.push({ name: relative(root, folder), facts: factsIn(expected, toldOf(folder, files)) });
    }
  for (const [title, cases] of Object.entries(found)) print(title, cases, all);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const args = process.argv.slice(2);
  main(
    args.filter((arg) => arg !== '--all'),
    args.includes('--all'),
  );
}
