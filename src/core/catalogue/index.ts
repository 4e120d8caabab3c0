export { codeEntry, codes } from './codes';
export { languageOf } from './language';
export { sources } from './sources';
export { steps } from './steps';
export { texts } from './texts';
