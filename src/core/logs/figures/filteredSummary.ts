import type { LogEvent } from '../formats/event';
import { type EventFilter, passes } from './eventFilter';
import { joinMails } from './mailJoin';
import { IncidentCounter, type IncidentSummary, type SummarySettings } from './summary';

/** Events counted between two pauses; some milliseconds' work. */
const slice = 10_000;

/** Each mail of a scan once: filters change more often than what was found. */
const mailsOf = new WeakMap<readonly LogEvent[], readonly LogEvent[]>();

/** The numbers of the events that a filter lets pass. */
export function summaryOf(
  events: readonly LogEvent[],
  filter: EventFilter,
  settings: SummarySettings,
): IncidentSummary {
  const counting = countSlices(events, filter, settings);
  for (;;) {
    const step = counting.next();
    if (step.done) return step.value;
  }
}

/** The same in steps, for whoever has other things to do in between. */
export function* countSlices(
  events: readonly LogEvent[],
  filter: EventFilter,
  settings: SummarySettings,
): Generator<void, IncidentSummary> {
  const counter = new IncidentCounter(settings);
  // Of one file it is asked what that file tells, though another tells more of the same mails.
  const { file } = filter;
  const told = file === undefined ? events : events.filter((event) => event.file === file);
  for (const [index, event] of (yield* eachMailOnce(told)).entries()) {
    if (passes(event, filter)) counter.addMail(event);
    if (index % slice === slice - 1) yield;
  }
  return counter.summary();
}

/**
 * The mails that were blocked, whatever records tell of them, and the other events: a filter may fit one record of a mail only.
 * Quick where the same array was asked for before.
 */
export function* eachMailOnce(events: readonly LogEvent[]): Generator<void, readonly LogEvent[]> {
  const known = mailsOf.get(events);
  if (known) return known;
  const blocked = events.filter(({ outcome }) => outcome === 'blocked');
  const others = events.filter(({ outcome }) => outcome !== 'blocked');
  const mails = [...others, ...(yield* joinMails(blocked))];
  mailsOf.set(events, mails);
  return mails;
}
