import type { LogEvent, Moment } from '../logs/formats/event';

/** Texts remembered at a time; a log may hold a new one in each line. */
const mostTexts = 5000;

/**
 * Makes events that say the same say it with the same strings. What comes from another thread has a copy of its own of each
 * server's name: it takes twice the memory, and as much longer for the garbage collector, which everything else waits for.
 */
export class SharedTexts {
  private readonly texts = new Map<string, string>();
  private readonly assumptions = new Map<string, Moment['assumed']>();

  event(event: LogEvent): LogEvent {
    const { moment } = event;
    return {
      ...event,
      file: this.text(event.file),
      format: this.text(event.format),
      outcome: this.text(event.outcome),
      hits: event.hits.map((hit) => ({ ...hit, code: this.text(hit.code) })),
      code: this.text(event.code),
      diagnostic: this.text(event.diagnostic),
      moment: moment && { ...moment, time: this.text(moment.time), assumed: this.assumed(moment.assumed) },
      sender: this.text(event.sender),
      recipient: this.text(event.recipient),
      remoteHost: this.text(event.remoteHost),
      source: this.text(event.source),
      server: this.text(event.server),
      connector: this.text(event.connector),
    };
  }

  private text<Text extends string | undefined>(text: Text): Text;
  private text(text: string | undefined): string | undefined {
    if (text === undefined) return undefined;
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    if (this.texts.size >= mostTexts) this.texts.clear();
    this.texts.set(text, text);
    return text;
  }

  private assumed(assumed: Moment['assumed']): Moment['assumed'] {
    const key = assumed.join();
    const known = this.assumptions.get(key);
    if (!known) this.assumptions.set(key, assumed);
    return known ?? assumed;
  }
}
