// Written by scripts/languages.mjs from the files beside.
import en from './en.json';
import it from './it.json';

export default { en, it };
