/**
 * What the product knows about codes, steps and how to verify them, and says about bounces. It is read on the first hover,
 * not when the editor starts, and once for all features.
 */

export { shortCulprit } from '../core/bounce/culpritRow';
export { culpritRows } from '../core/bounce/culpritRows';
export { hoverMarkdown } from '../core/bounce/hoverMarkdown';
export { readableNdr } from '../core/bounce/readable';
export { fill } from '../core/code/fillPlaces';
export { codeSpan, escapeMarkdown } from '../core/code/markdown';
export { findingText } from '../core/findings/findingText';
export { actionKey, isStepDone, progress, tickCounts, tickedActions } from '../core/incident/progress';
export { codeEntry, codes, languageOf, sources, steps, texts } from '../core/knowledge';
export { explain, portalLink } from '../core/knowledge/explanation';
export {
  answerForms,
  commandLine,
  commandText,
  engineScript,
  engines,
  huntingScript,
  incidentValues,
  MessageIds,
  mailLogs,
  powerShellScript,
  queriesFor,
  querySheet,
  quotable,
  verifyTexts,
} from '../core/verify';
