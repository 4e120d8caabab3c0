export { answerForms, commandLine, commandText } from './command';
export { engineScript } from './engine/engineScript';
export { engines } from './engine/engines';
export { mailLogs } from './engine/mailLog';
export { incidentValues } from './incidentValues';
export { queriesFor } from './queries';
export { huntingScript, powerShellScript, querySheet } from './script';
export { verifyTexts } from './texts';
