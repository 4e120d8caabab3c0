import type { BuildOptions } from 'esbuild';

export const forNode: BuildOptions;
export const noticesFile: string;
export function buildProduct(how: {
  readonly outdir: string;
  readonly production: boolean;
  readonly run: (options: BuildOptions) => Promise<unknown>;
}): Promise<string[]>;
export function buildCommandLine(outdir: string): Promise<string[]>;
