/**
 * What reads messages, in a bundle of its own: most documents that are opened are none, and the editor should not
 * start slower for them.
 */
export { foldsOf } from './mime/folds';
export { findMessageCodes } from './mime/messageCodes';
export { outlineOf } from './mime/outline';
export { parseStructure } from './mime/structure';
export { findCulprit } from './ndr/culprit';
export { parseNdr } from './ndr/ndr';
