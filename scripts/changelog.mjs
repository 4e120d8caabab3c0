// What CHANGELOG.md says of releases.

/**
 * The latest release: its version, its date, and what it brought.
 * @param {string} changelog
 * @returns {{ version: string, date: string, notes: string }}
 * @throws {Error} when there is none with a date
 */
export function lastRelease(changelog) {
  const text = changelog.split(/^(?=## )/m).find((part) => /^## \d/.test(part)) ?? '';
  const [heading = '', version, date] = /^## (\d+\.\d+\.\d+) \((\d{4}-\d\d-\d\d)\)\n/.exec(text) ?? [];
  if (!version || !date) throw new Error('The latest release in CHANGELOG.md has no version with a date.');
  return { version, date, notes: text.slice(heading.length).trim() };
}

/**
 * True where changes are listed that no release has.
 * @param {string} changelog
 */
export function hasUnreleased(changelog) {
  return /^## Unreleased$/m.test(changelog);
}
