// Asks `diagnose` and `check` about whole incidents with known truth, and healthy tenants, and prints how often they are
// right, by kind. Each failure is listed with the seed that writes it out again.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeIncident } from '../test/incidents/folder';
import { generateIncident } from '../test/incidents/generate';
import { type Judgement, measure, type Paths } from '../test/incidents/measure';
import type { CheckFinding, Diagnosis } from '../test/incidents/score';
import { series } from '../test/incidents/series';
import { failureText, missedGoals, summaryText } from '../test/incidents/summary';
import { kinds } from '../test/incidents/truth';

const cli = join(import.meta.dirname, '../../dist/cli.js');

interface Ended {
  readonly code: number;
  readonly output: string;
}

/** What a command printed, whatever it thinks of the incident. */
function run(args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { maxBuffer: 1 << 28 }, (error, output) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output });
    });
  });
}

/** Exit code 2 and no output: the build does not know the command. */
async function knowsDiagnose(): Promise<boolean> {
  const { code, output } = await run(['diagnose', '--json', import.meta.dirname]);
  return code !== 2 || output !== '';
}

async function judge({ folder, exports, logs }: Paths, zone: string): Promise<Judgement> {
  const diagnosed = await run(['diagnose', folder, '--json', `--zone=${zone}`]);
  const checked = await run(['check', ...exports, '--json', `--zone=${zone}`, '--logs', ...logs]);
  return {
    diagnosis: JSON.parse(diagnosed.output) as Diagnosis,
    findings: checked.output
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as CheckFinding),
  };
}

async function measureAll(seed: number, incidents: number, tenants: number): Promise<number> {
  if (!(await knowsDiagnose())) {
    console.log('This build has no `diagnose` command yet, so there is nothing to measure.');
    return 2;
  }
  const scored = await measure(series(seed, incidents, tenants), judge);
  for (const each of scored) {
    const failure = failureText(each);
    if (failure) console.log(failure);
  }
  console.log(`\nseed ${seed}\n${summaryText(scored)}`);
  const missed = missedGoals(scored);
  console.log(missed.length > 0 ? `\n${missed.join('\n')}` : '\nAll goals are reached.');
  return missed.length > 0 ? 1 : 0;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string' },
      tenants: { type: 'string' },
      quick: { type: 'boolean', default: false },
      write: { type: 'string' },
      kind: { type: 'string' },
      variant: { type: 'string' },
      whole: { type: 'boolean', default: false },
      undecidable: { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed);
  if (values.write === undefined)
    return measureAll(
      seed,
      Number(values.count ?? (values.quick ? 32 : 200)),
      Number(values.tenants ?? (values.quick ? 12 : 40)),
    );
  const kind = [...kinds, 'healthy' as const].find((name) => name === values.kind);
  const { variant, whole, undecidable } = values;
  const incident = generateIncident(seed, kind, { ...(variant ? { variant } : {}), whole, undecidable });
  await writeIncident(values.write, incident);
  // Beside the folder, not in it: what is diagnosed must not hold the answer.
  await writeFile(`${values.write}.truth.json`, `${JSON.stringify(incident.truth, undefined, 2)}\n`);
  console.log(
    `${values.write}: ${incident.files.size} files; ${values.write}.truth.json says what is true of them.`,
  );
  return 0;
}

process.exitCode = await main();
