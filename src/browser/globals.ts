// What the core finds without an import in Node.js: the build puts these in the place of such names.
export { Buffer } from 'buffer/';
export { clearImmediate, setImmediate } from './turns';
