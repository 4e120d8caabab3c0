import type { Language } from '../code/language';
import { shownTime } from '../code/shownTime';
import { fillFinding } from '../findings/findingText';
import { timeText } from '../tenant/factSet';
import type { Diagnosis } from './diagnosis';
import { diagnosisTexts } from './texts';

/** Whether the block is over, in words. */
export interface BlockStateText {
  /** For a few letters of room; undefined where nothing says that it is over. */
  readonly short: string | undefined;
  readonly sentence: string;
}

/**
 * Whether the block is over, by the evidence: only mail of those who were refused that left through Exchange Online after the last refusal
 * says so. That none is known says nothing, as nobody may have sent any.
 * @returns undefined where no refusal with a time is known
 */
export function blockStateText({ story }: Diagnosis, language: Language): BlockStateText | undefined {
  const texts = diagnosisTexts[language];
  const refusal = story.findLast(({ kind }) => kind === 'refused-last' || kind === 'refused-first');
  if (!refusal) return undefined;
  const again = story.find(({ kind }) => kind === 'delivered-again');
  const moment = (at: number) => shownTime(timeText(at), language);
  const times = { last: moment(refusal.at), time: again ? moment(again.at) : '' };
  return {
    short: again && texts['block.again'],
    sentence: fillFinding(texts[again ? 'block.again-since' : 'block.unknown'], times),
  };
}
