export { languageOf } from '../code/language';
export { codeEntry, codes } from './codes';
export { sources } from './sources';
export { steps } from './steps';
export { texts } from './texts';
