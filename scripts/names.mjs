// Finds exported names that are not one of a kind: whoever looks for one should find it.
import { parseSync } from 'oxc-parser';

/**
 * The names that more than one source declares and exports, with those sources.
 * @param {ReadonlyMap<string, string>} sources texts by path
 * @returns {string[]}
 */
export function duplicateNames(sources) {
  /** @type {Map<string, string[]>} */
  const files = new Map();
  for (const [file, text] of sources) {
    // What a browser takes in the place of another file, or of Node.js, has the names of that.
    if (file.endsWith('.browser.ts') || file.startsWith('src/core/browser/node/')) continue;
    for (const name of new Set(exportedNames(file, text)))
      files.set(name, [...(files.get(name) ?? []), file]);
  }
  return [...files]
    .filter(([, { length }]) => length > 1)
    .map(([name, where]) => `${name}: ${where.join(', ')}`);
}

/**
 * @param {string} file
 * @param {string} text
 */
function exportedNames(file, text) {
  return parseSync(file, text).program.body.flatMap((statement) => {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : null;
    if (!declared) return [];
    const declarations = 'declarations' in declared ? declared.declarations : [declared];
    return declarations.flatMap((each) =>
      'id' in each && each.id?.type === 'Identifier' ? [each.id.name] : [],
    );
  });
}
