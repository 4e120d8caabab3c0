import { buildKernel } from '../scripts/kernel.mjs';

/** Before the unit tests: what is tested is what the source says. */
export const setup = buildKernel;
