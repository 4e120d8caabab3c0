import { isStatusCode } from '../core/code/statusCode';
import { dashboardContent, emptyDashboard } from '../core/dashboard/content';
import { filterSentences } from '../core/dashboard/filterNotes';
import { isEmpty, toggled, without, withTime } from '../core/dashboard/filterParts';
import { type DashboardContent, nameParts, type Unit } from '../core/dashboard/view';
import type { EventFilter } from '../core/logs/figures/eventFilter';
import { countSlices } from '../core/logs/figures/filteredSummary';
import { reportMarkdown } from '../core/logs/figures/reportMarkdown';
import type { ScanSnapshot } from '../core/logs/figures/snapshot';
import type { IncidentSummary, SummarySettings } from '../core/logs/figures/summary';
import { localOffset } from '../core/logs/formats/clock';
import { offsetsOf } from '../core/logs/formats/timeZone';
import type { DashboardMessage } from '../messages/dashboardMessages';
import { inSteps } from '../shared/inSteps';
import type { Knowledge } from '../shared/knowledge';
import type { DiagnosisBoard } from './diagnosisBoard';
import type { Scans } from './scans';

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
    private readonly board: Pick<DiagnosisBoard, 'shown'>,
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
  filterBy(message: FilterMessage): EventFilter {
    return changed(this.filter, message, settingsOf(this.scans.snapshot));
  }

  /** The report of what is shown, or undefined before the first scan. */
  async markdown(): Promise<string | undefined> {
    const { snapshot } = this.scans;
    if (!snapshot) return undefined;
    const { language } = this.knowledge;
    const filter = this.filter;
    const summary = await this.summaryOf(snapshot, filter);
    const notes = filterSentences({ snapshot, summary, filter, language }, settingsOf(snapshot));
    // The diagnosis is that of everything.
    const diagnosis = isEmpty(filter) ? (this.board.shown?.paragraphs ?? []) : [];
    return reportMarkdown(summary, language, [...notes, ...diagnosis]);
  }

  private async catchUp(): Promise<void> {
    while (this.again && !this.disposed) {
      this.again = false;
      this.post(await this.content());
    }
  }

  private async content(): Promise<DashboardContent> {
    const { explain } = await this.knowledge.load();
    const { snapshot } = this.scans;
    const { language } = this.knowledge;
    const diagnosis = this.board.shown?.view;
    if (!snapshot) return emptyDashboard(language, diagnosis);
    const filter = this.filter;
    return dashboardContent({
      ...{ snapshot, filter, language, diagnosis },
      summary: await this.summaryOf(snapshot, filter),
      unit: this.unit,
      settings: settingsOf(snapshot),
      meaningOf: (code) => (isStatusCode(code) ? explain(code, language).meaning.text : undefined),
    });
  }

  private async summaryOf(snapshot: ScanSnapshot, filter: EventFilter): Promise<IncidentSummary> {
    if (isEmpty(filter)) return snapshot.summary;
    if (this.counted?.snapshot === snapshot && this.counted.filter === filter) return this.counted.summary;
    const summary = await inSteps(countSlices(snapshot.events, filter, settingsOf(snapshot)));
    this.counted = { snapshot, filter, summary };
    return summary;
  }

  dispose(): void {
    this.disposed = true;
  }
}

/** Times are shown in the zone in which the scan counts them. */
function settingsOf(snapshot: Pick<ScanSnapshot, 'timeZone'> | undefined): SummarySettings {
  return { offsetAt: offsetsOf(snapshot?.timeZone ?? '') ?? localOffset };
}

function changed(filter: EventFilter, message: FilterMessage, settings: SummarySettings): EventFilter {
  switch (message.type) {
    case 'clear':
      return {};
    case 'remove':
      return without(filter, message.part);
    case 'toggle': {
      const part = nameParts.find((name) => name === message.part);
      return part && typeof message.value === 'string' ? toggled(filter, part, message.value) : filter;
    }
    case 'time': {
      const { from, until } = message;
      return Number.isFinite(from) && Number.isFinite(until) && from < until
        ? withTime(filter, from, until, settings)
        : filter;
    }
  }
}
