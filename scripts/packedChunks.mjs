// Puts small chunks into one file: opening a file takes longer than reading what is in it.

/** Bytes from which on a chunk stays a file of its own. */
const smallest = 2500;
/** The file of the others. */
const packed = 'chunks';

const requireOfChunk = /require\("\.\/(chunk-\w+)\.js"\)/g;

/**
 * @param {ReadonlyMap<string, string>} files CommonJS by name, without the ending; all in one folder
 * @returns {Map<string, string>} the same with the small chunks in one file, each of which runs when it is first asked for
 */
export function packChunks(files) {
  const isSmall = (/** @type {string} */ name) =>
    name.startsWith('chunk-') && (files.get(name) ?? '').length < smallest && files.has(name);
  const linked = [...files].map(
    ([name, code]) =>
      /** @type {const} */ ([
        name,
        code.replace(requireOfChunk, (whole, chunk) =>
          isSmall(chunk) ? `require("./${packed}.js")("${chunk}")` : whole,
        ),
      ]),
  );
  const small = linked.filter(([name]) => isSmall(name)).sort(([one], [other]) => (one < other ? -1 : 1));
  const others = new Map(linked.filter(([name]) => !isSmall(name)));
  return small.length === 0 ? others : others.set(packed, fileOf(small));
}

/** @param {readonly (readonly [name: string, code: string])[]} chunks */
function fileOf(chunks) {
  const table = chunks.map(([name, code]) => `"${name}":function(module,exports,require){${code}}`);
  return `"use strict";const chunks={${table.join(',\n')}};const made=new Map;\
module.exports=name=>{let own=made.get(name);if(!own){made.set(name,own={exports:{}});chunks[name](own,own.exports,require)}\
return own.exports};\n`;
}
