export { answerForms, commandLine, commandText } from './command';
export { type IncidentEvidence, incidentValues } from './incidentValues';
export { queries, queriesFor } from './queries';
export type { VerificationQuery } from './query';
export { huntingScript, powerShellScript } from './script';
export { verifyTexts } from './texts';
