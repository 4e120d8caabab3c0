/**
 * A map that forgets what was not touched for long: at least the last half of `limit` entries are there, never more than
 * `limit`. Two generations take turns, since finding the oldest entry of one large Map gets slow as entries go.
 */
export class RecentMap<Value> {
  private young = new Map<string, Value>();
  private old = new Map<string, Value>();

  /** @param forget is told of the entries that go, before they do */
  constructor(
    private readonly limit: number,
    private readonly forget: (entries: ReadonlyMap<string, Value>) => void,
  ) {}

  get isEmpty(): boolean {
    return this.young.size === 0 && this.old.size === 0;
  }

  get(key: string): Value | undefined {
    return this.young.get(key) ?? this.old.get(key);
  }

  /** Puts an entry in, or back to the front. */
  set(key: string, value: Value): void {
    if (this.old.size > 0) this.old.delete(key);
    this.young.set(key, value);
    if (this.young.size < this.limit / 2) return;
    if (this.old.size > 0) this.forget(this.old);
    this.old = this.young;
    this.young = new Map();
  }

  delete(key: string): void {
    this.young.delete(key);
    this.old.delete(key);
  }
}
