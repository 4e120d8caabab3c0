import type { DeliveryTotal, LogFormat } from '../formats/event';
import type { CountedTimes } from './countedTimes';
import type { DeliveredName, Deliveries, MinuteOfDeliveries } from './deliveries';
import { sendingDomain } from './eventFilter';
import type { TableName } from './tables';

type Names = Map<TableName, Map<string, DeliveredName>>;

/** Gathers what engines have counted, by kind of log. */
export class DeliveryTotals {
  private readonly minutes = new Map<LogFormat, MinuteOfDeliveries[]>();
  private readonly names = new Map<LogFormat, Names>();

  constructor(
    private readonly file: string,
    private readonly times: CountedTimes,
  ) {}

  add(total: DeliveryTotal, line: number): void {
    const { format, moment, delivered, deferred, other, sender } = total;
    if (!this.isAskedFor(moment?.at)) return;
    const minutes = this.minutes.get(format) ?? [];
    minutes.push({ at: moment?.at, delivered, deferred, other });
    this.minutes.set(format, minutes);
    const names: Names = this.names.get(format) ?? new Map();
    this.names.set(format, names);
    const carried = {
      senders: sender,
      domains: sendingDomain({ sender }),
      sources: total.source,
      remoteHosts: total.remoteHost?.toLowerCase(),
      servers: total.server,
    };
    for (const [table, name] of Object.entries(carried) as [TableName, string | undefined][])
      if (name !== undefined) this.count(names, table, name, { count: delivered, file: this.file, line });
  }

  /** What was gathered since this was asked for last. */
  drain(): Deliveries[] {
    const drained = [...this.minutes].map(([format, minutes]) => ({
      format,
      minutes,
      names: Object.fromEntries(this.names.get(format) ?? []),
    }));
    this.minutes.clear();
    this.names.clear();
    return drained;
  }

  private count(names: Names, table: TableName, name: string, more: DeliveredName): void {
    const counts: Map<string, DeliveredName> = names.get(table) ?? new Map();
    names.set(table, counts);
    const before = counts.get(name);
    counts.set(name, before ? { ...before, count: before.count + more.count } : more);
  }

  private isAskedFor(at: number | undefined): boolean {
    const { since, until } = this.times;
    if (since === undefined && until === undefined) return true;
    return (
      at !== undefined &&
      at >= (since ?? Number.NEGATIVE_INFINITY) &&
      at < (until ?? Number.POSITIVE_INFINITY)
    );
  }
}
