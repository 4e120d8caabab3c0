/** Pieces up to where reading fails: who reads them works off what came before, and then has the error thrown. */
export class UntilError<Piece> implements AsyncIterable<Piece> {
  private failure: { readonly error: unknown } | undefined;

  constructor(private readonly pieces: AsyncIterable<Piece>) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Piece> {
    try {
      yield* this.pieces;
    } catch (error) {
      this.failure = { error };
    }
  }

  /** @throws what reading threw, where it did */
  throwIfFailed(): void {
    if (this.failure) throw this.failure.error;
  }
}
