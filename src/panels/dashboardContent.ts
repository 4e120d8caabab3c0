import type { DashboardContent, Unit } from '../core/dashboard/view';
import type { EventFilter } from '../core/logs/eventFilter';
import type { ScanSnapshot } from '../core/logs/snapshot';
import type { IncidentSummary } from '../core/logs/summary';
import { isStatusCode } from '../core/statusCode';
import { inSteps } from '../inSteps';
import type { Knowledge } from '../knowledgeLoader';
import type { Scans } from '../scans/scans';
import type { DashboardMessage } from './dashboardMessages';

type DashboardCore = typeof import('../core/dashboard');

/** What a person asks of the filter. */
type FilterMessage = Extract<DashboardMessage, { type: 'toggle' | 'time' | 'remove' | 'clear' }>;

/** The numbers that were counted last, to be used again while neither scan nor filter changes. */
interface Counted {
  readonly snapshot: ScanSnapshot;
  readonly filter: EventFilter;
  readonly summary: IncidentSummary;
}

/** Works out what the dashboard shows, one content at a time, with pauses for the rest of the extension host. */
export class DashboardReader {
  unit: Unit | undefined;
  /** Which hits are shown; all with an empty one. */
  filter: EventFilter = {};
  private counted: Counted | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private disposed = false;

  /** @param post takes each content to the page */
  constructor(
    private readonly knowledge: Knowledge,
    private readonly scans: Scans,
    private readonly post: (content: DashboardContent) => void,
  ) {}

  /** Shows what there is now; while that is worked out, once more with what has come since. */
  refresh(): Promise<void> {
    this.again = true;
    this.running ??= this.catchUp().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** The filter that the page asks for, which is not to be trusted: it shows names from logs. */
  async filterBy(message: FilterMessage): Promise<EventFilter> {
    return changed(this.filter, message, await import('../core/dashboard'));
  }

  /** The report of what is shown, or undefined before the first scan. */
  async markdown(): Promise<string | undefined> {
    const { snapshot } = this.scans;
    if (!snapshot) return undefined;
    const core = await import('../core/dashboard');
    const { language } = this.knowledge;
    const filter = this.filter;
    const summary = await this.summaryOf(snapshot, filter, core);
    const notes = core.filterSentences({ snapshot, summary, filter, language }, settingsOf(core));
    return core.reportMarkdown(summary, language, notes);
  }

  private async catchUp(): Promise<void> {
    while (this.again && !this.disposed) {
      this.again = false;
      this.post(await this.content());
    }
  }

  private async content(): Promise<DashboardContent> {
    const [core, { explain }] = await Promise.all([import('../core/dashboard'), this.knowledge.load()]);
    const { snapshot } = this.scans;
    const { language } = this.knowledge;
    if (!snapshot) return core.emptyDashboard(language);
    const filter = this.filter;
    return core.dashboardContent({
      ...{ snapshot, filter, language },
      summary: await this.summaryOf(snapshot, filter, core),
      unit: this.unit,
      settings: settingsOf(core),
      meaningOf: (code) => (isStatusCode(code) ? explain(code, language).meaning.text : undefined),
    });
  }

  private async summaryOf(
    snapshot: ScanSnapshot,
    filter: EventFilter,
    core: DashboardCore,
  ): Promise<IncidentSummary> {
    if (core.isEmpty(filter)) return snapshot.summary;
    if (this.counted?.snapshot === snapshot && this.counted.filter === filter) return this.counted.summary;
    const summary = await inSteps(core.countSlices(snapshot.events, filter, settingsOf(core)));
    this.counted = { snapshot, filter, summary };
    return summary;
  }

  dispose(): void {
    this.disposed = true;
  }
}

/** Times are shown in the zone of this machine, as scans count them. */
function settingsOf({ localOffset }: DashboardCore) {
  return { offsetAt: localOffset };
}

function changed(filter: EventFilter, message: FilterMessage, core: DashboardCore): EventFilter {
  switch (message.type) {
    case 'clear':
      return {};
    case 'remove':
      return core.without(filter, message.part);
    case 'toggle': {
      const part = core.nameParts.find((name) => name === message.part);
      return part && typeof message.value === 'string' ? core.toggled(filter, part, message.value) : filter;
    }
    case 'time': {
      const { from, until } = message;
      return Number.isFinite(from) && Number.isFinite(until) && from < until
        ? core.withTime(filter, from, until, settingsOf(core))
        : filter;
    }
  }
}
