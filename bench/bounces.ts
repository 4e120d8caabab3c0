// How much of each bounce of a folder is read: its recipients, what was said of them, and the sender. Names the files that are not.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Culprit, findCulprit, unknown } from '../src/core/bounce/culprit';
import { parseNdr } from '../src/core/bounce/ndr';

const [folder] = parseArgs({ allowPositionals: true }).positionals;
if (folder === undefined) throw new Error('Say which folder holds the bounces.');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.eml'),
);
const read = files.sort().map((name) => ({ name, ndr: parseNdr(readFileSync(join(folder, name), 'utf8')) }));
const rate = (some: readonly object[]) =>
  `${some.length} of ${read.length} (${((100 * some.length) / read.length).toFixed(1)} %)`;
const without = read.filter(({ ndr }) => !ndr.recipients.some(({ final, original }) => final ?? original));
for (const { name, ndr } of without) console.log(`no recipient  ${ndr.kind.padEnd(16)}${name}`);
console.log(`recipients    ${rate(read.filter((each) => !without.includes(each)))}`);
console.log(
  `diagnostics   ${rate(read.filter(({ ndr }) => ndr.recipients.some(({ diagnostic }) => diagnostic)))}`,
);
console.log(`senders       ${rate(read.filter(({ ndr }) => isSenderKnown(findCulprit(ndr))))}`);

function isSenderKnown({ envelopeSender, headerSender }: Culprit): boolean {
  return envelopeSender !== unknown || headerSender !== unknown;
}
