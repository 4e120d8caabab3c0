import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
// The package's main file hides what it requires from a bundler.
import {
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser/lib/esm/main.js';
import schema from '../../../schemas/ndr-incident.schema.json';
import type { Incident } from './incident';
import { ordered } from './order';
import { type IncidentProblem, InvalidIncidentError, UnfitIncidentError } from './problem';

/** Largest file that is read, in UTF-16 units. An incident of a long week has some 100,000. */
export const largestIncident = 8 * 1024 * 1024;

/** Problems that are told of one file. */
const mostProblems = 50;

const validator = new Validator(schema as Schema, '7', false);

type Place = Pick<IncidentProblem, 'offset' | 'length' | 'line' | 'column'>;
type Path = readonly (string | number)[];

/**
 * Reads an incident file.
 * @throws InvalidIncidentError when it is no incident of the version known here
 */
export function readIncident(file: string): Incident {
  const bom = file.startsWith('\ufeff') ? 1 : 0;
  const text = bom === 0 ? file : ` ${file.slice(1)}`;
  const place = placesIn(text);
  if (text.length > largestIncident)
    throw new InvalidIncidentError([
      { kind: 'size', path: '$', detail: String(largestIncident), ...place(0, 0) },
    ]);
  const conflict = /^(?:<{7}|={7}|>{7}|\|{7})(?= |$)/m.exec(text);
  if (conflict)
    throw new InvalidIncidentError([
      { kind: 'conflict', path: '$', detail: '', ...place(conflict.index, 7) },
    ]);
  const tree = treeOf(text, place);
  const duplicates = duplicatesIn(tree, place);
  if (duplicates.length > 0) throw new InvalidIncidentError(duplicates);
  const value: unknown = JSON.parse(text);
  const newer = newerVersion(value, tree, place);
  if (newer) throw new InvalidIncidentError([newer]);
  const { errors, valid } = validator.validate(value);
  if (!valid) throw new InvalidIncidentError(problemsIn(errors, tree, place));
  return withDefaults(value as Partial<Incident>);
}

/**
 * Reads what is about to be written. Text of our own making needs no places in it, which cost more than all the rest.
 * @throws UnfitIncidentError when the next window could not read it
 */
export function readOwnIncident(json: string): Incident {
  if (json.length > largestIncident) throw new UnfitIncidentError(`longer than ${largestIncident}`);
  const value: unknown = JSON.parse(json);
  const { errors, valid } = validator.validate(value);
  if (!valid)
    throw new UnfitIncidentError(
      errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`).join('\n'),
    );
  return withDefaults(value as Partial<Incident>);
}

function withDefaults(stored: Partial<Incident>): Incident {
  const empty = { ticks: {}, notes: {}, findings: [], dismissed: {}, evidence: [], log: [] };
  return ordered({ ...empty, ...stored } as Incident);
}

function treeOf(text: string, place: (offset: number, length: number) => Place): Node {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  // What follows the first one is mostly its consequence.
  const [first] = errors;
  if (first) {
    const { error, offset, length } = first;
    const detail = printParseErrorCode(error);
    throw new InvalidIncidentError([{ kind: 'syntax', path: '$', detail, ...place(offset, length) }]);
  }
  if (!tree)
    throw new InvalidIncidentError([{ kind: 'syntax', path: '$', detail: 'ValueExpected', ...place(0, 0) }]);
  return tree;
}

/** JSON lets a name stand twice, and readers differ in which one counts; a merge by hand may leave that behind. */
function duplicatesIn(tree: Node, place: (offset: number, length: number) => Place): IncidentProblem[] {
  const problems: IncidentProblem[] = [];
  const open: { node: Node; path: Path }[] = [{ node: tree, path: [] }];
  for (let next = open.pop(); next && problems.length < mostProblems; next = open.pop()) {
    const { node, path } = next;
    const names = new Set<string>();
    for (const [index, child] of (node.children ?? []).entries()) {
      const [key, value] = node.type === 'object' ? (child.children ?? []) : [];
      if (!key) open.push({ node: child, path: [...path, index] });
      else {
        const name = String(key.value);
        if (names.has(name))
          problems.push({
            kind: 'duplicate',
            path: shownPath(path),
            detail: name,
            ...place(key.offset, key.length),
          });
        names.add(name);
        if (value) open.push({ node: value, path: [...path, name] });
      }
    }
  }
  return problems;
}

function newerVersion(
  value: unknown,
  tree: Node,
  place: (offset: number, length: number) => Place,
): IncidentProblem | undefined {
  const version =
    typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  if (typeof version !== 'number' || !Number.isInteger(version) || version <= 2) return undefined;
  const node = findNodeAtLocation(tree, ['version']) ?? tree;
  return { kind: 'newer', path: '$.version', detail: String(version), ...place(node.offset, node.length) };
}

/** Errors of a part only repeat what is wrong inside it. */
const repeating = new Set(['properties', 'patternProperties', 'items', '$ref', 'additionalItems', 'false']);

function problemsIn(
  errors: readonly OutputUnit[],
  tree: Node,
  place: (offset: number, length: number) => Place,
): IncidentProblem[] {
  const problems = errors
    .filter(({ keyword }) => !repeating.has(keyword))
    .flatMap(({ keyword, instanceLocation, error }): IncidentProblem[] => {
      const path = pathOf(instanceLocation);
      const node = findNodeAtLocation(tree, [...path]) ?? tree;
      const name = /"([^"]*)"/.exec(error)?.[1] ?? '';
      if (keyword === 'required')
        return [{ kind: 'missing', path: shownPath(path), detail: name, ...place(node.offset, 1) }];
      if (keyword !== 'additionalProperties')
        return [{ kind: 'value', path: shownPath(path), detail: error, ...place(node.offset, node.length) }];
      const key = node.children?.find(({ children }) => children?.[0]?.value === name)?.children?.[0];
      if (!key) return [];
      return [{ kind: 'unknown', path: shownPath(path), detail: name, ...place(key.offset, key.length) }];
    });
  const fallback: IncidentProblem = {
    kind: 'value',
    path: '$',
    detail: errors.at(-1)?.error ?? '',
    ...place(0, 0),
  };
  return problems.length === 0 ? [fallback] : problems.slice(0, mostProblems);
}

/** A JSON Pointer in a URI fragment, `#/ticks/domains~1list/at`, as a path. */
function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => decodeURI(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function shownPath(path: Path): string {
  return path.reduce<string>(
    (shown, part) =>
      typeof part === 'string' && /^[A-Za-z]\w*$/.test(part)
        ? `${shown}.${part}`
        : `${shown}[${JSON.stringify(part)}]`,
    '$',
  );
}

/** Line and column of an offset. */
function placesIn(text: string): (offset: number, length: number) => Place {
  return (offset, length) => {
    const before = text.slice(0, offset);
    const line = before.split('\n').length;
    return { offset, length, line, column: offset - before.lastIndexOf('\n') };
  };
}
