/** The case for Support. */
export { caseHtml } from './html';
export { caseMarkdown } from './markdown';
export { caseReport } from './report';
