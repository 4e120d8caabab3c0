import type { BuildOptions } from 'esbuild';

export const sources: string;
export function bundleName(module: string, root: string): string;
export function bundle(
  entries: Readonly<Record<string, string>>,
  how: {
    readonly root: string;
    readonly options: BuildOptions;
    readonly run: (options: BuildOptions) => Promise<unknown>;
  },
): Promise<void>;
