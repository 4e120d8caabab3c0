/** What npm, Node and VS Code say when the network fails. */
export const networkFailure =
  /E(TIMEDOUT|CONNRESET|CONNREFUSED|AI_AGAIN|NOTFOUND)\b|ERR_SOCKET_TIMEOUT|FETCH_ERROR|\b50[234]\b/;

const causes: readonly (readonly [what: RegExp, sentence: string])[] = [
  [
    /ENOSPC|no space left/i,
    'The disk is full: make room for .vscode-test and in the temporary folder, then run this again.',
  ],
  [
    /EADDRINUSE|address already in use/i,
    "The port that VS Code's server needs is taken: end what listens there, then run this again.",
  ],
  [
    networkFailure,
    'The npm registry is out of reach: see to the network, or to the registry and proxy in `npm config list`, then run this again.',
  ],
];

/**
 * Does something that needs what is not ours: disk, network, ports.
 * @throws Error with one sentence that says what to do where that is known, and with the error itself as its cause
 */
export async function inPlainWords<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    const found = causes.find(([what]) => what.test(String(error)));
    throw found ? new Error(found[1], { cause: error }) : error;
  }
}
