/** The case for Support, in a bundle of its own: it is written once in an incident. */
export { caseHtml } from './caseReport/html';
export { caseMarkdown } from './caseReport/markdown';
export { appendices } from './caseReport/material';
export { caseReport } from './caseReport/report';
