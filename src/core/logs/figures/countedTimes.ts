/** Deliveries at other times, in milliseconds since 1970, are not counted. */
export interface CountedTimes {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}
