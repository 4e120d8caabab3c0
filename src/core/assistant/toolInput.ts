import { type Schema, Validator } from '@cfworker/json-schema';
import { RefusedError } from './refusal';
import { type ToolName, tools } from './tools';

/** What a tool was asked, once it is what its schema says; each tool takes some of it. */
export interface ToolInput {
  readonly path?: string;
  readonly code?: string;
  readonly sender?: string;
  /** ISO 8601 with zone. */
  readonly since?: string;
  readonly until?: string;
  readonly limit?: number;
}

/** @throws RefusedError for what the schema of the tool does not allow */
export function toolInput(name: ToolName, input: unknown): ToolInput {
  const given = input ?? {};
  const { valid, errors } = new Validator(tools[name].input as Schema, '2020-12').validate(given);
  if (valid) return given as ToolInput;
  const places = errors.map(({ instanceLocation }) => instanceLocation.replace(/^#\/?/, '')).filter(Boolean);
  throw new RefusedError('error.input', { name: places[0] ?? tools[name].input.type });
}
