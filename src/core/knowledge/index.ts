export { languageOf } from '../code/language';
export { codeEntry, codes, family } from './codes';
export { portals } from './portals';
export { sources } from './sources';
export { steps } from './steps';
export { texts } from './texts';
