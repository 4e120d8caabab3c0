/** The pieces that come before the signal is aborted, even while the next one is waited for. */
export async function* untilAborted<Piece>(
  pieces: AsyncIterable<Piece>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Piece> {
  if (!signal) {
    yield* pieces;
    return;
  }
  const rest = pieces[Symbol.asyncIterator]();
  let stop = () => {};
  const stopped = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    while (!signal.aborted) {
      const next = await Promise.race([rest.next(), stopped]);
      if (next === undefined || next.done) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    // A source that is still being waited for, such as standard input, is left to itself.
    const returned = rest.return?.().catch(() => undefined);
    if (!signal.aborted) await returned;
  }
}
