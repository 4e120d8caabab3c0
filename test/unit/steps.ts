import { type Profiler, Session } from 'node:inspector';
import { expect } from 'vitest';

const session = new Session();
session.connect();

/** Answers at once: the session speaks with the thread that it is on. */
function post(method: string, parameters?: object): unknown {
  let answer: unknown;
  session.post(method, parameters, (error: Error | null, result?: object) => {
    if (error) throw error;
    answer = result;
  });
  return answer;
}

const isOurs = (url: string) => /[\\/]src[\\/]/.test(url) && !url.includes('node_modules');

/** How often V8 entered a block of `src`, a loop's body each time anew. */
function blocksEntered(): number {
  const { result } = post('Profiler.takePreciseCoverage') as Profiler.TakePreciseCoverageReturnType;
  return result
    .filter(({ url }) => isOurs(url))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, { count }) => sum + count, 0);
}

/**
 * Counts the characters that `indexOf` and regular expressions pass while `act` runs. `match`, `matchAll`, `replace`,
 * `search`, `split` and `test` all call `exec` when it is not V8's own. How often a pattern goes back over characters
 * within one call is not seen.
 */
async function charactersPassed(act: () => unknown): Promise<number> {
  const { exec } = RegExp.prototype;
  const { indexOf } = String.prototype;
  let passed = 0;
  RegExp.prototype.exec = function (text) {
    const start = this.global || this.sticky ? this.lastIndex : 0;
    const found = exec.call(this, text);
    const end = found ? found.index + found[0].length : this.sticky ? start : text.length;
    passed += Math.max(0, end - start);
    return found;
  };
  String.prototype.indexOf = function (wanted, from = 0) {
    const at = indexOf.call(this, wanted, from);
    passed += Math.max(0, (at < 0 ? this.length : at) - from);
    return at;
  };
  try {
    await act();
  } finally {
    RegExp.prototype.exec = exec;
    String.prototype.indexOf = indexOf;
  }
  return passed;
}

/** How much work something is, however fast the machine: the blocks of `src` entered and the characters passed. */
export async function stepsOf(act: () => unknown): Promise<number> {
  post('Profiler.enable');
  post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  try {
    blocksEntered();
    const passed = await charactersPassed(act);
    return passed + blocksEntered();
  } finally {
    post('Profiler.stopPreciseCoverage');
    post('Profiler.disable');
  }
}

/**
 * Four times the text is four times the steps: as many for each of its characters, or less than twice as many, where what
 * is gathered before it is looked at falls out differently. Quadratic work takes four times as many.
 */
export async function expectLinear(size: number, act: (size: number) => unknown): Promise<void> {
  const stepsFor = async (length: number) => (await stepsOf(() => act(length))) / length;
  // What is done once in a program is done by then.
  await act(Math.ceil(size / 16));
  const one = await stepsFor(size);
  const two = await stepsFor(2 * size);
  const four = await stepsFor(4 * size);
  expect(one, 'steps').toBeGreaterThan(0);
  for (const many of [two, four])
    expect(many, `steps a character: ${one}, ${two}, ${four}`).toBeLessThan(2 * one + 0.5);
}
