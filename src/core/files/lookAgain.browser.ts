/** Makes sure that a file is read as it is by now when it is read at once: in a browser, from memory. */
export { readIntoMemory as lookAgain } from '../browser/node/fs-promises';
