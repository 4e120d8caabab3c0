// Runs every check there is, one after the other, and says at the end how each went and what activation costs.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';

const activationFolder = 'test-results/activation';
/** Milliseconds for the extension's own code, and KB for the bundle that activation reads. */
const limits = { milliseconds: 10, kilobytes: 60 };

const stages = [
  ['types', 'check'],
  ['lint', 'lint'],
  ['unit tests', 'test:unit'],
  ['integration tests', 'test:integration'],
  ['window tests of the package', 'test:ui'],
];

function runStage([name, script]) {
  console.log(`\n=== ${name}: npm run ${script}\n`);
  const started = Date.now();
  const { status } = spawnSync('npm', ['run', '--silent', script], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return { name, passed: status === 0, note: `${Math.round((Date.now() - started) / 1000)} s` };
}

/**
 * Judges the figures that the integration tests left, one file a window, by the window that was disturbed least: what
 * else runs on the machine while VS Code starts only ever adds to them.
 */
function judgeActivation() {
  const files = existsSync(activationFolder) ? readdirSync(activationFolder) : [];
  const own = files.map((file) => {
    const { loadMs, activateMs, loadWithWaitingMs } = JSON.parse(
      readFileSync(`${activationFolder}/${file}`, 'utf8'),
    );
    console.log(
      `  ${file}: load ${loadMs} ms, activate ${activateMs} ms (load with waiting for others ${loadWithWaitingMs} ms)`,
    );
    return loadMs + activateMs;
  });
  const least = Math.min(...own);
  const bundle = statSync('dist/extension.js').size / 1024;
  return {
    name: 'activation',
    passed: own.length > 0 && least < limits.milliseconds && bundle < limits.kilobytes,
    note: `own code ${least} ms, least of ${own.join(', ')} (under ${limits.milliseconds}); bundle ${bundle.toFixed(1)} KB (under ${limits.kilobytes})`,
  };
}

rmSync('test-results', { recursive: true, force: true });
const results = stages.map(runStage);
console.log('\n=== activation\n');
results.push(judgeActivation());

console.log('\n=== summary\n');
for (const { name, passed, note } of results)
  console.log(`  ${passed ? 'passed' : 'FAILED'}  ${name}: ${note}`);
const passed = results.filter((result) => result.passed).length;
console.log(`\nstages: ${passed} passed, ${results.length - passed} failed`);
process.exitCode = passed === results.length ? 0 : 1;
