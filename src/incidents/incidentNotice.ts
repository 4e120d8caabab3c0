import type { InvalidIncidentError } from '../core/incident/problem';

/** An incident file that cannot be read as it is. */
export interface InvalidFile {
  readonly path: string;
  readonly error: InvalidIncidentError;
}

/**
 * What a person is to be told about incidents: `archived` and `invalid`, why a change was refused; `checked`, all files that
 * cannot be read, after each look; `aside`, where a file was moved that could not be read; `begun`, that a file was made in
 * the workspace.
 */
export type IncidentNotice =
  | { readonly kind: 'archived' }
  | ({ readonly kind: 'invalid' } & InvalidFile)
  | { readonly kind: 'checked'; readonly invalid: readonly InvalidFile[] }
  | { readonly kind: 'aside'; readonly path: string; readonly error: Error }
  | { readonly kind: 'begun'; readonly path: string };
