import type { BuildOptions } from 'esbuild';

export function bundleName(module: string, root: string): string;
export function bundle(
  entries: Readonly<Record<string, string>>,
  how: {
    readonly root: string;
    readonly options: BuildOptions;
    readonly run: (options: BuildOptions) => Promise<unknown>;
  },
): Promise<void>;
