// What the core finds without an import in Node.js: the build puts these in the place of such names.
export { Buffer } from './node/buffer';
export { clearImmediate, setImmediate } from './turns';
