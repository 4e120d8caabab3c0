// Runs every check there is, or with `fast` those that take seconds, and says at the end how each went.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';

/** A name, the script of package.json, and what that finds in its environment. */
const stages = {
  types: ['types', 'check'],
  lint: ['lint', 'lint'],
  core: ['core tests', 'test:unit', { NDR_LENS_TEST: 'fast' }],
  build: ['package', 'package'],
  unit: ['unit tests', 'test:unit'],
  integration: ['integration tests', 'stage:integration'],
  web: ['tests in the browser', 'stage:web'],
  window: ['window tests of the package', 'stage:ui'],
};

/**
 * What runs one after the other; lists in a step run beside each other. The package is built once, before everything that
 * needs it, and kernels with it.
 */
const plans = {
  fast: [[[stages.core], [stages.types, stages.lint]]],
  all: [
    [[stages.build]],
    [[stages.unit], [stages.types, stages.lint, stages.integration, stages.web]],
    [[stages.window]],
  ],
};

/** What is missing when it is none of ours, by what is said then, and what to do. */
const missing = [
  [/ENOSPC|No space left on device/i, 'the disk is full: make room, .vscode-test alone takes 1.5 GB'],
  [/EADDRINUSE|address already in use/i, 'a port is taken: end the program that listens on it'],
  [
    /No Chrome, Chromium or Edge found|CHROME_PATH names no file/,
    'there is no browser: install Chrome, Chromium or Edge, or name one in CHROME_PATH',
  ],
  [
    /error while loading shared libraries: (\S+?):?\s/,
    'the browser lacks a library: install Chrome or Chromium by the package manager of this machine',
  ],
  [
    /npm (?:pack|error)[\s\S]*?(?:E(?:TIMEDOUT|CONNRESET|CONNREFUSED|AI_AGAIN|NOTFOUND)|ERR_SOCKET_TIMEOUT|FETCH_ERROR|\b50[234]\b)/,
    'the npm registry is out of reach: tests fetch VS Code, Node and Chromium from it once, into .vscode-test',
  ],
  [
    /Cannot find (?:module|package) '(?!\.)[^']+'|: (?:command )?not found|is not recognized as an internal/,
    'packages are missing: run npm ci',
  ],
];

const isFast = process.argv[2] === 'fast';
const plan = isFast ? plans.fast : plans.all;
let isAlone = true;

/** Runs a stage. What it says comes as it is said, or where others run beside it, all at once at its end. */
function runStage([name, script, env = {}]) {
  const started = Date.now();
  const isDirect = isAlone;
  console.log(`\n=== ${name}: npm run ${script}${isDirect ? '' : ', told when it has ended'}\n`);
  const child = spawn('npm', ['run', '--silent', script], {
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece) => {
      said.push(piece);
      if (isDirect) process.stdout.write(piece);
    });
  return new Promise((resolve) => {
    child.on('error', (error) => said.push(Buffer.from(`${error}\n`)));
    child.on('close', (code) => {
      const output = Buffer.concat(said);
      if (!isDirect) {
        console.log(`\n=== ${name} ${code === 0 ? 'passed' : 'FAILED'}\n`);
        process.stdout.write(output);
      }
      const passed = code === 0;
      const seconds = `${Math.round((Date.now() - started) / 1000)} s`;
      resolve({ name, passed, note: passed ? seconds : `${seconds}${adviceFor(output.toString())}` });
    });
  });
}

function adviceFor(output) {
  const found = missing.find(([said]) => said.test(output));
  return found ? `; ${found[1]}` : '';
}

async function runInOrder(line) {
  const results = [];
  for (const stage of line) results.push(await runStage(stage));
  return results;
}

/** Where the pictures are, those of failed tests by name. */
function pictures() {
  const folder = 'test-results/screenshots';
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.png')) : [];
  const failed = names.filter((name) => name.includes('failed-')).map((name) => `${folder}/${name}`);
  return [
    ...(names.length > 0 ? [`pictures of windows: ${names.length} in ${folder}`] : []),
    ...failed.map((name) => `a window when its test failed: ${name}`),
  ];
}

if (!isFast) rmSync('test-results', { recursive: true, force: true });
const results = [];
for (const step of plan) {
  isAlone = step.length === 1;
  results.push(...(await Promise.all(step.map(runInOrder))).flat());
  // Without a package there is nothing to test in a window.
  if (step[0]?.[0] === stages.build && !results[0].passed) break;
}

console.log('\n=== summary\n');
for (const { name, passed, note } of results)
  console.log(`  ${passed ? 'passed' : 'FAILED'}  ${name}: ${note}`);
for (const line of pictures()) console.log(`  ${line}`);
const passed = results.filter((result) => result.passed).length;
console.log(`\nstages: ${passed} passed, ${results.length - passed} failed`);
process.exitCode = passed === results.length ? 0 : 1;
