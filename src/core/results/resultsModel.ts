import { type EventFilter, passes } from '../logs/figures/eventFilter';
import type { LogEvent } from '../logs/formats/event';
import { type EventGroup, EventGroups, type Grouping } from './grouping';
import { countMails, type ResultNumbers } from './mailNumbers';

/** Events looked at before other work has its turn. */
const eventsAtOnce = 2000;

/** Which results are wanted, and in what order. */
export interface ShownResults {
  readonly grouping: Grouping;
  readonly filter: EventFilter;
}

/**
 * The groups of what was found, kept up to date in small steps: hundreds of thousands of events must not hold up the
 * thread that a person types and hovers in.
 */
export class ResultsModel {
  private events: readonly LogEvent[] = [];
  private wanted: ShownResults;
  private sorting: EventGroups;
  private taken = 0;
  private isBusy = false;
  private isWhole = false;
  private ready: readonly EventGroup[] = [];
  private readyCount = 0;
  private counting: Generator<void, ResultNumbers> | undefined;
  private counted: ResultNumbers | undefined;

  /** @param changed told whenever there are other groups to show */
  constructor(
    view: ShownResults,
    private readonly changed: () => void,
  ) {
    this.wanted = view;
    this.sorting = begin(view);
  }

  get view(): ShownResults {
    return this.wanted;
  }

  get groups(): readonly EventGroup[] {
    return this.ready;
  }

  /** Events in the groups, and all there are. */
  get shown(): number {
    return this.readyCount;
  }
  get total(): number {
    return this.events.length;
  }

  /** How much of what is shown was blocked; undefined while events come, and until they are counted. */
  get numbers(): ResultNumbers | undefined {
    return this.counted;
  }

  get isFiltered(): boolean {
    return Object.values(this.wanted.filter).some((part) => part !== undefined);
  }

  /** False while more is to come, and rows stay where they are. */
  get isInOrder(): boolean {
    return this.isWhole;
  }

  /** The event whose code stands on a line, where it is shown. */
  at(file: string, line: number): LogEvent | undefined {
    const isMeant = (event: LogEvent) => event.file === file && event.hits.some((hit) => hit.line === line);
    const event = this.events.find(isMeant);
    return event && this.sorting.isWanted(event) ? event : undefined;
  }

  /**
   * Takes what has been found by now. Where it only goes on from what was there before, only the rest is looked at.
   * @param isWhole false while more is to come
   */
  setEvents(events: readonly LogEvent[], isWhole: boolean): void {
    const before = this.events;
    if (events === before && isWhole === this.isWhole) return;
    const last = this.taken - 1;
    const isLonger = events.length > before.length;
    const goesOn =
      events === before || (isLonger && events[0] === before[0] && events[last] === before[last]);
    this.events = events;
    this.isWhole = isWhole;
    if (goesOn || this.taken === 0) this.advance();
    else this.restart();
  }

  setView(view: ShownResults): void {
    this.wanted = view;
    this.restart();
  }

  private restart(): void {
    this.sorting = begin(this.wanted);
    this.taken = 0;
    this.advance();
  }

  private advance(): void {
    this.counted = undefined;
    this.counting = undefined;
    if (!this.isBusy) this.step();
  }

  private step(): void {
    this.isBusy = false;
    const end = Math.min(this.events.length, this.taken + eventsAtOnce);
    for (; this.taken < end; this.taken += 1) {
      const event = this.events[this.taken];
      if (event) this.sorting.add(event);
    }
    if (this.taken < this.events.length) {
      this.isBusy = true;
      setImmediate(() => this.step());
      return;
    }
    this.ready = this.isWhole ? this.sorting.inOrder() : this.sorting.asFound();
    this.readyCount = this.sorting.size;
    if (this.isWhole) this.count();
    this.changed();
  }

  private count(): void {
    const { grouping } = this.wanted;
    const counting = countMails(this.events, {
      ...{ grouping, groups: this.ready },
      isWanted: this.sorting.isWanted,
    });
    this.counting = counting;
    const next = () => {
      if (this.counting !== counting) return;
      const step = counting.next();
      if (!step.done) {
        setImmediate(next);
        return;
      }
      this.counted = step.value;
      this.changed();
    };
    setImmediate(next);
  }
}

function begin({ grouping, filter }: ShownResults): EventGroups {
  return new EventGroups(grouping, (event) => passes(event, filter));
}
