/**
 * What reads exports of a tenant and concludes from them, in a bundle of its own: it is loaded on the first import, not when the editor
 * starts.
 */
export { findingsByRule } from './findings';
export { contradictions } from './findings/contradictions';
export { logFactsOf, noLogFacts } from './findings/logFacts';
export { importText, refusalText } from './findings/texts';
export { clipboardName, isUnderstood, withExports } from './tenant/factSet';
export { noFacts } from './tenant/facts';
export { largestExport, readTenantBytes, readTenantFile } from './tenant/files';
export { DamagedFactsError, factsJson, parseFacts } from './tenant/stored';
