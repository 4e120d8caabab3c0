// Finds what a module of TypeScript or JavaScript imports: values and types, at once or at run time.
import { parseSync, Visitor } from 'oxc-parser';

/**
 * @typedef {object} Import
 * @property {string} specifier as written, such as `./hits`
 * @property {number} start where the specifier begins in the text, behind its quote, in UTF-16 units
 * @property {number} end where it ends
 */

/**
 * Everything a module imports, types and run-time imports included.
 * @param {string} file its name, which says what language it is written in
 * @param {string} text
 * @returns {Import[]}
 */
export function importsOf(file, text) {
  const { module, program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  /** @type {Import[]} */
  const found = [];
  /** @param {{ type: string, value?: unknown, start: number, end: number } | undefined} node */
  const add = (node) => {
    if (node?.type === 'Literal' && typeof node.value === 'string')
      found.push({ specifier: node.value, start: node.start + 1, end: node.end - 1 });
  };
  const requests = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest),
    ...module.staticExports
      .flatMap(({ entries }) => entries.map((entry) => entry.moduleRequest ?? []))
      .flat(),
  ];
  for (const { value, start, end } of new Map(requests.map((each) => [each.start, each])).values())
    found.push({ specifier: value, start: start + 1, end: end - 1 });
  new Visitor({
    ImportExpression: ({ source }) => add(source),
    TSImportType: ({ source }) => add(source),
    CallExpression: ({ callee, arguments: [first] }) => {
      const required = callee.type === 'MemberExpression' ? callee.object : callee;
      if (required.type === 'Identifier' && required.name === 'require') add(first);
    },
  }).visit(program);
  return found;
}
