import type { Writable } from 'node:stream';

/** How hits stand: as plain text, with the code in colour, or with their place as a link too. */
export type HitFormat = 'text' | 'coloured' | 'linked';

/** A stream that may be a terminal. */
export type MaybeTerminal = Writable & { readonly isTTY?: boolean; hasColors?: () => boolean };

/** What a terminal can show; Node.js asks `NO_COLOR` and its kin. */
export function hitFormatFor(out: MaybeTerminal, env: NodeJS.ProcessEnv): HitFormat {
  if (out.isTTY !== true || out.hasColors?.() !== true) return 'text';
  return knowsLinks(env) ? 'linked' : 'coloured';
}

/** Terminals that say so. That of VS Code leads from `path:line:column` to the very column, which a link does not. */
function knowsLinks({ TERM_PROGRAM, VTE_VERSION, ...env }: NodeJS.ProcessEnv): boolean {
  return (
    ['iTerm.app', 'WezTerm', 'ghostty'].includes(TERM_PROGRAM ?? '') ||
    Number(VTE_VERSION) >= 5000 ||
    env.WT_SESSION !== undefined ||
    env.KITTY_WINDOW_ID !== undefined
  );
}
