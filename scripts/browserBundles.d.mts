import type { BuildOptions } from 'esbuild';

export function bundleForBrowser(
  entries: Readonly<Record<string, string>>,
  how: {
    readonly root: string;
    readonly options: BuildOptions;
    readonly run: (options: BuildOptions) => Promise<unknown>;
  },
): Promise<void>;
