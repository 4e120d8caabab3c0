export { answerForms, commandLine, commandText } from './command';
export { incidentValues } from './incidentValues';
export { queriesFor } from './queries';
export { querySources } from './query';
export { huntingScript, powerShellScript, querySheet } from './script';
export { verifyTexts } from './texts';
