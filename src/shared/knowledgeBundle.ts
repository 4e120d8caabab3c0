/**
 * What the product knows about codes, steps and how to verify them, and says about bounces. It is read on the first hover,
 * not when the editor starts, and once for all features.
 */
export { codeEntry, codes, languageOf, sources, steps, texts } from '../core/catalogue';
export { actionKey, isStepDone, progress, tickedActions } from '../core/checklist/progress';
export { explain } from '../core/explain/explanation';
export { hoverMarkdown } from '../core/explain/hoverMarkdown';
export { codeSpan, escapeMarkdown } from '../core/explain/markdown';
export { fill } from '../core/fillPlaces';
export { findingText } from '../core/findings/findingText';
export { culpritRows } from '../core/ndr/culpritRows';
export { readableNdr } from '../core/ndr/readable';
export {
  answerForms,
  commandLine,
  commandText,
  huntingScript,
  incidentValues,
  powerShellScript,
  queriesFor,
  querySources,
  verifyTexts,
} from '../core/verify';
