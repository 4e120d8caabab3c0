import type { Evidence } from '../code/evidence';
import type { StepId } from '../knowledge/types';
import { evidenceKey, type Finding } from './finding';

/** What a person did, and when. */
export interface Act {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Who it was, where people say so (a setting). */
  readonly by?: string;
}

/** Ticked actions by key (`<step>/<action>`). */
export type TickActs = Readonly<Record<string, Act>>;

/** A finding set aside by a person. */
export interface Dismissal extends Act {
  readonly reason: string;
}

export interface LogEntry extends Act {
  readonly what:
    | 'created'
    | 'migrated'
    | 'renamed'
    | 'archived'
    | 'reopened'
    | 'ticked'
    | 'unticked'
    | 'reset'
    | 'reset-undone'
    | 'finding-dismissed'
    | 'finding-restored'
    | 'finding-accepted';
  readonly subject?: string;
}

/** Blocked mails of a day or an hour, by code. */
export type PeriodCounts = Readonly<Record<string, number>>;

/** The numbers of the last scan; see `scanCounts`. Times of mail are ISO 8601 with zone. */
export interface ScanCounts {
  /** When the numbers were taken, UTC. */
  readonly at: string;
  readonly blocked: number;
  readonly delivered: number;
  readonly first?: string;
  readonly last?: string;
  readonly codes: Readonly<
    Record<string, { readonly blocked: number; readonly first?: string; readonly last?: string }>
  >;
  /** By the start of the day. */
  readonly days: Readonly<Record<string, PeriodCounts>>;
  /** By the start of the hour; the last ones only. */
  readonly hours: Readonly<Record<string, PeriodCounts>>;
}

/** One incident, as it is stored. Plain JSON; `schemas/ndr-incident.schema.json` says what each value may be. */
export interface Incident {
  readonly version: 2;
  readonly id: string;
  readonly title: string;
  readonly created: string;
  readonly state: 'open' | 'archived';
  readonly ticks: TickActs;
  readonly beforeReset?: TickActs;
  /** Markdown by step, line by line, so that two people's changes can be merged. */
  readonly notes: Readonly<Partial<Record<StepId, readonly string[]>>>;
  readonly findings: readonly Finding[];
  readonly dismissed: Readonly<Record<string, Dismissal>>;
  readonly evidence: readonly Evidence[];
  readonly scan?: ScanCounts;
  readonly log: readonly LogEntry[];
}

/** Entries of the log that are kept; older ones go first. */
const longestLog = 1000;

/** The moment and the person, as they are stored. */
export function act(now: Date, author?: string): Act {
  const by = author?.trim().slice(0, 200);
  return by ? { at: now.toISOString(), by } : { at: now.toISOString() };
}

export function newIncident(id: string, title: string, created: Act): Incident {
  return {
    version: 2,
    id,
    title: titleOf(title),
    created: created.at,
    state: 'open',
    ticks: {},
    notes: {},
    findings: [],
    dismissed: {},
    evidence: [],
    log: [{ ...created, what: 'created' }],
  };
}

/** Adds to the log what was done; an entry that says all that another says is that one. */
export function logged(incident: Incident, ...entries: readonly LogEntry[]): Incident {
  const known = new Set(incident.log.map((entry) => JSON.stringify(entry)));
  const added = entries.filter((entry) => !known.has(JSON.stringify(entry)));
  const log = [...incident.log, ...added];
  if (log.length <= longestLog) return { ...incident, log };
  const byTime = log.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  return { ...incident, log: byTime.slice(-longestLog) };
}

export function rename(incident: Incident, title: string, by: Act): Incident {
  const next = titleOf(title);
  if (next === incident.title) return incident;
  return logged({ ...incident, title: next }, { ...by, what: 'renamed', subject: next });
}

export function setState(incident: Incident, state: Incident['state'], by: Act): Incident {
  if (state === incident.state) return incident;
  return logged({ ...incident, state }, { ...by, what: state === 'archived' ? 'archived' : 'reopened' });
}

/** A step's note, as one text; empty where there is none. */
export function noteOf({ notes }: Incident, step: StepId): string {
  return (notes[step] ?? []).join('\n');
}

/**
 * Sets a step's note.
 * @param known the note that its writer began with; what somebody else has written since then stays
 */
export function setNote(
  incident: Incident,
  step: StepId,
  markdown: string,
  known = noteOf(incident, step),
): Incident {
  const { [step]: _, ...others } = incident.notes;
  const written = markdown.replace(/\s+$/, '').replace(/\r\n?/g, '\n');
  const note = mergedNote(known, noteOf(incident, step), written);
  return { ...incident, notes: note === '' ? others : { ...others, [step]: note.split('\n') } };
}

/** Both notes, unless one has all of the other in it. */
function mergedNote(known: string, theirs: string, mine: string): string {
  if (theirs === known || theirs === '' || holds(mine, theirs)) return mine;
  if (mine === known || mine === '' || holds(theirs, mine)) return theirs;
  return `${theirs}\n\n${mine}`;
}

function holds(note: string, other: string): boolean {
  return `\n${note}\n`.includes(`\n${other}\n`);
}

/** Adds places that were read as evidence; each replaces what was known of it before. */
export function addEvidence(incident: Incident, evidence: readonly Evidence[]): Incident {
  const keys = new Set(evidence.map(evidenceKey));
  const others = incident.evidence.filter((each) => !keys.has(evidenceKey(each)));
  return { ...incident, evidence: [...others, ...evidence] };
}

function titleOf(text: string): string {
  const title = text.replace(/\s+/g, ' ').trim().slice(0, 200);
  return title === '' ? '?' : title;
}
