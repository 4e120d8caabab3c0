import type { LogEvent } from '../../logs/formats/event';
import { type Quotable, quotable } from '../quoting';
import type { MailLog } from './mailLog';

/** Messages asked about one by one; a list of more is no query that anybody copies. */
export const mostMessages = 20_000;

/** The ids of the messages that a code concerns in what an engine has answered. */
export class MessageIds {
  private readonly ids = new Set<Quotable>();

  constructor(private readonly log: MailLog) {}

  add(event: LogEvent): void {
    const id = event.hits.length > 0 ? quotable(this.log.idOf(event) ?? '') : undefined;
    if (id !== undefined && this.ids.size <= mostMessages) this.ids.add(id);
  }

  /** True where there are more than a query asks about. */
  get isTooMany(): boolean {
    return this.ids.size > mostMessages;
  }

  /** In their order. */
  get list(): readonly Quotable[] {
    return [...this.ids].slice(0, mostMessages).sort();
  }
}
