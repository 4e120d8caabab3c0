/**
 * What reads messages, in a bundle of its own: most documents that are opened are none, and the editor should not
 * start slower for them.
 */

export { readMail } from './mail/readMail';
export { readMessageFields } from './message/readMessageFields';
export { foldsOf } from './mime/folds';
export { codesOfMail } from './mime/messageCodes';
export { outlineOf } from './mime/outline';
export { partsOfMail } from './mime/structure';
export { findCulprit } from './ndr/culprit';
export { ndrOfMail } from './ndr/ndr';
