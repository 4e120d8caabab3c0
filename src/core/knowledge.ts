/**
 * What the product knows about codes, steps and how to verify them, and says about bounces, in a bundle of its own: texts are read on the first hover, not when
 * the editor starts.
 */
export { codeEntry, codes, languageOf, sources, steps, texts } from './catalogue';
export { actionKey, isStepDone, progress, tickedActions } from './checklist/progress';
export { explain } from './explain/explanation';
export { hoverMarkdown } from './explain/hoverMarkdown';
export { codeSpan, escapeMarkdown } from './explain/markdown';
export { fill } from './fillPlaces';
export { findingText } from './findings/findingText';
export { culpritRows } from './ndr/culpritRows';
export { readableNdr } from './ndr/readable';
export {
  answerForms,
  commandLine,
  commandText,
  huntingScript,
  incidentValues,
  pagesOf,
  powerShellScript,
  queriesFor,
  verifyTexts,
} from './verify';
