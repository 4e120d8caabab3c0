import type { StepId } from '../core/knowledge/types';

const stepIds: readonly StepId[] = ['domains', 'mfa', 'connectors', 'users', 'on-premises', 'support'];

/** The path and query of the document in which the note of a step is written; its name is what stands in the tab. */
export function noteAddress(
  incident: string,
  step: StepId,
  name: string,
): { readonly path: string; readonly query: string } {
  return { path: `/${name.replace(/[/\\]/g, '-')}.md`, query: `${incident}/${step}` };
}

/** The incident and the step behind such an address, which anyone may have written. */
export function noteAt({ query }: { readonly query: string }): {
  readonly id: string;
  readonly step: StepId | undefined;
} {
  const [id = '', name] = query.split('/');
  return { id, step: stepIds.find((step) => step === name) };
}
