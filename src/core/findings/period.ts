const day = 24 * 3_600_000;

/**
 * What was made or changed from two weeks before the first blocked mail on counts as new. A default, without a source: an attacker
 * uses a connector or an application at once or lets it rest for some days.
 */
export const newWithin = 14 * day;

/** Says whether something happened near the block: within two weeks before it, or after. Undefined where no time is known. */
export function isNearBlock(at: number | undefined, firstHit: number | undefined): boolean | undefined {
  return at === undefined || firstHit === undefined ? undefined : at >= firstHit - newWithin;
}

/** The same of what was made and changed; the later of both counts. */
export function isNewNearBlock(
  { created, changed }: { readonly created?: number | undefined; readonly changed?: number | undefined },
  firstHit: number | undefined,
): boolean | undefined {
  return isNearBlock(latest(created, changed), firstHit);
}

/** The latest of the times that are known. */
export function latest(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
