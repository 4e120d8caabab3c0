export function lastRelease(changelog: string): {
  readonly version: string;
  readonly date: string;
  readonly notes: string;
};
export function hasUnreleased(changelog: string): boolean;
