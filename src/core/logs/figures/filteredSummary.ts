import type { LogEvent } from '../formats/event';
import { type EventFilter, passes } from './eventFilter';
import { IncidentCounter, type IncidentSummary, type SummarySettings } from './summary';

/** Events counted between two pauses; some milliseconds' work. */
const slice = 10_000;

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
  for (const [index, event] of events.entries()) {
    if (passes(event, filter)) counter.add(event);
    if (index % slice === slice - 1) yield;
  }
  return counter.summary();
}
