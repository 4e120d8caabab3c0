import type { ReadBatch } from '../logs/figures/deliveries';
import type { LogFacts } from '../logs/figures/logFacts';
import { MailJoin } from '../logs/figures/mailJoin';
import { IncidentCounter, type IncidentSummary, type SummarySettings } from '../logs/figures/summary';
import type { LogEvent } from '../logs/formats/event';
import { LogFactsCounter } from './logFacts';

/** The numbers of what is read and the facts for the rules: what several records say of a mail is joined once for both. */
export class LogFigures {
  private constructor(
    private readonly join: MailJoin,
    private readonly numbers: IncidentCounter,
    private readonly counter: LogFactsCounter,
  ) {}

  static of(settings: SummarySettings): LogFigures {
    const join = new MailJoin();
    return new LogFigures(join, new IncidentCounter(settings, join), new LogFactsCounter(join));
  }

  add(event: LogEvent): void {
    const mails = this.join.add(event);
    this.numbers.addJoined(event, mails);
    this.counter.addJoined(event, mails);
  }

  /** Adds all that was read at a time. */
  addBatch({ events, ...counted }: ReadBatch): void {
    for (const event of events) this.add(event);
    this.numbers.addBatch({ events: [], ...counted });
    this.counter.addBatch({ events: [], ...counted });
  }

  /** Figures of these and of further events, apart from these. */
  with(events: Iterable<LogEvent>): LogFigures {
    const join = this.join.copy();
    const copied = new LogFigures(join, this.numbers.copy(join), this.counter.copy(join));
    for (const event of events) copied.add(event);
    return copied;
  }

  summary(): IncidentSummary {
    return this.numbers.summary();
  }

  /** The summary of these and of further events. */
  summaryWith(events: Iterable<LogEvent>): IncidentSummary {
    const copied = this.numbers.copy();
    for (const event of events) copied.add(event);
    return copied.summary();
  }

  facts(): LogFacts {
    return this.counter.facts();
  }
}
