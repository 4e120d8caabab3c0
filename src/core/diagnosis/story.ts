import type { Evidence } from '../code/evidence';
import { evidenceKey } from '../incident/finding';
import { networkLine } from './addresses';
import type { Cause } from './diagnosis';
import type { Picture } from './picture';
import { auditRows } from './storyAudit';
import { concernOf } from './storyConcern';
import type { StoryPart, StoryRow } from './storyRow';
import { configurationRows, mailRows, signInRows, signRows } from './storyRows';

/** More is no story that a person reads. */
const mostRows = 100;
const mostEvidence = 3;
/** An entry of the audit log and the time of a list are of one change within this. */
const sameChange = 10 * 60_000;

/**
 * What happened to those whom the causes name, from the first strange sign-in over the block to what was done since, the earliest first.
 * Each row has its evidence; what concerns others is not told.
 */
export function storyOf(picture: Picture, causes: readonly Cause[]): StoryRow[] {
  const concern = concernOf(picture, causes);
  const parts = [
    ...signInRows(picture, concern),
    ...auditRows(picture, concern),
    ...mailRows(picture, concern),
    ...signRows(concern),
  ];
  const listed = configurationRows(picture, concern).filter(
    ({ kind, name, at }) =>
      !parts.some(
        (part) =>
          part.kind === kind &&
          part.name.toLowerCase() === name.toLowerCase() &&
          Math.abs(part.at - at) < sameChange,
      ),
  );
  return merged([...parts, ...listed], picture.block)
    .sort((one, other) => one.at - other.at || order(one) - order(other))
    .slice(0, mostRows);
}

/** What Exchange Online refused stands after what led to it in the same moment. */
const order = ({ phase }: StoryRow) => ['before', 'block', 'since'].indexOf(phase);

/** Rows alike become one, with how often and until when. */
function merged(parts: readonly StoryPart[], block: number): StoryRow[] {
  const rows = new Map<string, StoryRow>();
  for (const { isBlock, ...part } of parts) {
    const { kind, at, name, object = '', actor = '', address = '', last = at, count = 1, evidence } = part;
    const phase = isBlock ? 'block' : at > block ? 'since' : 'before';
    const line = address === '' ? '' : networkLine(address);
    const key = [phase, kind, name.toLowerCase(), object, actor.toLowerCase(), line].join('\n');
    const known = rows.get(key);
    rows.set(key, {
      ...(known && known.at <= at ? known : part),
      phase,
      at: Math.min(at, known?.at ?? at),
      last: Math.max(last, known?.last ?? last),
      count: count + (known?.count ?? 0),
      mails: known?.mails === undefined ? part.mails : known.mails + (part.mails ?? 0),
      evidence: unique([...(known?.evidence ?? []), ...evidence]).slice(0, mostEvidence),
    });
  }
  return [...rows.values()];
}

function unique(evidence: readonly Evidence[]): Evidence[] {
  return [...new Map(evidence.map((each) => [evidenceKey(each), each])).values()];
}
