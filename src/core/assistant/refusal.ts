import type { AssistantTextId } from './texts';

/** What is not done, in a sentence of the texts for whoever asked. */
export class RefusedError extends Error {
  constructor(
    readonly text: AssistantTextId,
    readonly values: Readonly<Record<string, string>> = {},
  ) {
    super(text);
  }
}
