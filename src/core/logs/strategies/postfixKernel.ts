/// <reference path="../../search/kernel/wasm.d.ts" />
import { growTo, startWasm, type WasmMemory, type WasmValue } from '../../files/wasm';
import type { TableName } from '../figures/tables';
import type { MessageFacts } from '../formats/event';
import { isPostfix } from '../formats/postfix';
import postfix from '../kernel/postfix.wasm';
import { blockLength } from './lineBlocks';

/** What the kernel asks and tells while it reads lines. Places are in its memory, `length` in bytes. */
export interface Asked {
  /** When the minute of a stamp begins, in milliseconds since 1970; undefined for what is none. */
  minuteOf(stamp: string): number | undefined;
  hasCode(at: number, length: number): boolean;
  /** A line for the reader: the `index`th of this call. */
  readLine(at: number, length: number, index: number): void;
  minuteEnds(counts: MinuteCounts): void;
}

/**
 * What an instance has noted of a part of a log, instead of acting on it: another one that knows what stands before the part acts on
 * it as if it had read the lines.
 */
export interface Notes {
  readonly pieces: readonly Uint8Array[];
  /** The names that it met for the first time, of each table in their order, their bytes as Latin-1. */
  readonly names: readonly (readonly string[])[];
  /** True where it had no room for a name: what it noted is of no use. */
  readonly isFull: boolean;
}

export interface MinuteCounts {
  readonly at: number | undefined;
  readonly delivered: number;
  readonly deferred: number;
  readonly other: number;
}

/** Delivered mails that carry a name, and where the first of them stands: its file by the number that `read` was given. */
export interface DeliveredCount {
  readonly count: number;
  readonly file: number;
  readonly line: number;
}

/** What `assembly/postfix.ts` offers. */
interface Exports {
  readonly memory: WasmMemory;
  readonly delivered: WasmValue;
  readonly deferred: WasmValue;
  readonly other: WasmValue;
  readonly minute: WasmValue;
  readonly freeAt: WasmValue;
  readonly codedSender: WasmValue;
  readonly codedSource: WasmValue;
  readonly isFull: WasmValue;
  readonly notesAt: WasmValue;
  readonly mostOthers: WasmValue;
  beginNotes(): void;
  takeNotes(): number;
  noteTold(): void;
  meetName(instance: number, table: number, name: number): number;
  beginActing(instance: number, file: number, lines: number): void;
  act(length: number): void;
  setTimes(since: number, until: number): void;
  resetCounts(): void;
  namesIn(table: number): number;
  nameAt(table: number, name: number): number;
  nameLength(table: number, name: number): number;
  takeDelivered(table: number, name: number): number;
  fileOfFirst(table: number, name: number): number;
  lineOfFirst(table: number, name: number): number;
  read(from: number, to: number, file: number, lines: number): number;
}

/** Kinds of programs, as the kernel numbers them. */
const kinds = { skipped: 0, readWhole: 1, perhapsSendmail: 2, postfix: 3 } as const;

/** The kernel's tables, as it numbers them. */
const nameTables = { senders: 0, domains: 1, sources: 2, remoteHosts: 3, servers: 4 } as const;
/** Those of hosts and of programs: each line that is read has both, and they tell queue ids apart. */
const queueTables = [4, 5];
const allTables = [0, 1, 2, 3, 4, 5];

/** Reads lines of Postfix in WebAssembly; remembers messages from one log to the next, in bounded memory. */
export class PostfixKernel {
  /** Where to put the lines: the first 16 bytes and the last 128 are not for them. */
  readonly bytes: Buffer;
  private readonly exports: Exports;
  private readonly at: number;
  private readonly instances = new Map<string, number>();
  private pieces: Uint8Array[] = [];
  /** Where notes are put as long as they fit. */
  private room: Uint8Array = new Uint8Array();
  /** How many names of each table other instances were told. */
  private readonly namesTold = allTables.map(() => 0);
  /** Names of other instances, by table. */
  private readonly others: string[][][] = [];
  private otherNames: readonly (readonly string[])[] = [];
  /** True once there was no room for a host or program of another instance. */
  private isFull = false;
  private tellNext: () => void = () => undefined;

  /** @throws where WebAssembly, or its vectors, are not to be had */
  constructor(
    private readonly asked: Asked,
    {
      since = Number.NEGATIVE_INFINITY,
      until = Number.POSITIVE_INFINITY,
    }: { since?: number | undefined; until?: number | undefined },
  ) {
    this.exports = startWasm<Exports>(postfix, { postfix: this.imports() });
    const { memory, freeAt } = this.exports;
    this.at = freeAt.value;
    growTo(memory, this.at + blockLength);
    this.bytes = Buffer.from(memory.buffer, this.at, blockLength);
    this.exports.setTimes(since, until);
  }

  /**
   * Reads whole lines.
   * @param file its number from 0: of equal names the place in the file with the lowest is told
   * @param lines of the file before these
   * @returns how many there were
   */
  read(from: number, to: number, file: number, lines: number): number {
    return this.exports.read(this.at + from, this.at + to, file, lines);
  }

  /** From now on notes what is read, which is a part of a log from its start. @param room for notes; further ones take more */
  beginNotes(room: Uint8Array): void {
    this.room = room;
    this.exports.beginNotes();
  }

  /** Notes that a line, or a piece of one, is told before what comes next. */
  noteTold(): void {
    this.exports.noteTold();
  }

  /** What was noted since `beginNotes`. */
  takeNotes(): Notes {
    this.keepNotes();
    const { pieces } = this;
    this.pieces = [];
    const names = allTables.map((table) => this.newNames(table));
    return { pieces, names, isFull: this.exports.isFull.value !== 0 };
  }

  /**
   * Acts on what another instance has noted of a part of a log.
   * @param instance that noted it, from 0
   * @param file its number, as for `read`
   * @param lines of the file before the part
   * @param tellNext has the next of the lines read that were told
   * @returns false, and nothing was done, where the part has to be read here
   */
  act(
    { pieces, names, isFull }: Notes,
    instance: number,
    file: number,
    lines: number,
    tellNext: () => void,
  ): boolean {
    const { exports } = this;
    if (isFull || this.isFull || instance >= exports.mostOthers.value) return false;
    this.others[instance] ??= allTables.map(() => ['']);
    const known = this.others[instance];
    this.otherNames = known;
    for (const [table, each] of names.entries()) for (const name of each) known[table]?.push(name);
    for (const table of queueTables)
      for (const [index] of (names[table] ?? []).entries()) {
        const name = (known[table]?.length ?? 0) - (names[table]?.length ?? 0) + index;
        this.isFull ||= exports.meetName(instance, table, name) === 0;
      }
    if (this.isFull) return false;
    this.tellNext = tellNext;
    exports.beginActing(instance, file, lines);
    for (const piece of pieces) {
      Buffer.from(exports.memory.buffer, exports.notesAt.value, piece.length).set(piece);
      exports.act(piece.length);
    }
    return true;
  }

  /** Of the message of the line with a code that was read last: who sent it and from where, as far as that is known by then. */
  get codedFacts(): MessageFacts {
    const { codedSender, codedSource } = this.exports;
    const named = (table: number, { value }: WasmValue) =>
      value === 0 ? undefined : this.name(table, value);
    return { sender: named(nameTables.senders, codedSender), source: named(nameTables.sources, codedSource) };
  }

  /** Tells the counts of the minute at hand, and starts anew. */
  endMinute(): void {
    const { delivered, deferred, other, minute } = this.exports;
    const at = Number.isNaN(minute.value) ? undefined : minute.value;
    this.asked.minuteEnds({
      at,
      delivered: delivered.value,
      deferred: deferred.value,
      other: other.value,
    });
    this.exports.resetCounts();
  }

  /**
   * The delivered mails by the names that they carry, since this was asked for last. Of remote hosts also those that took none, with
   * 0, as of all hosts that a log names.
   */
  takeNames(): Partial<Record<TableName, ReadonlyMap<string, DeliveredCount>>> {
    const names: Partial<Record<TableName, ReadonlyMap<string, DeliveredCount>>> = {};
    for (const [name, table] of Object.entries(nameTables)) {
      const counts = new Map<string, DeliveredCount>();
      for (let index = 1; index <= this.exports.namesIn(table); index += 1) {
        const count = this.exports.takeDelivered(table, index);
        if (count === 0 && table !== nameTables.remoteHosts) continue;
        const text = this.name(table, index);
        // As the summary names hosts.
        const shown = name === 'remoteHosts' ? text.toLowerCase() : text;
        counts.set(shown, {
          count: count + (counts.get(shown)?.count ?? 0),
          file: this.exports.fileOfFirst(table, index) - 1,
          line: this.exports.lineOfFirst(table, index),
        });
      }
      names[name as keyof typeof nameTables] = counts;
    }
    return names;
  }

  private imports() {
    const { asked } = this;
    return {
      kindOfProgram: (at: number, length: number) => this.kindOf(this.text(at, length)),
      minuteOf: (at: number, length: number) => asked.minuteOf(this.text(at, length)) ?? Number.NaN,
      hasCode: (at: number, length: number) => asked.hasCode(at - this.at, length),
      readLine: (at: number, length: number, index: number) => asked.readLine(at - this.at, length, index),
      minuteEnds: () => this.endMinute(),
      notesFull: () => this.keepNotes(),
      writeName: (table: number, name: number, at: number) =>
        Buffer.from(this.exports.memory.buffer).write(this.otherNames[table]?.[name] ?? '', at, 'latin1'),
      tellNext: () => this.tellNext(),
    };
  }

  private keepNotes(): void {
    const length = this.exports.takeNotes();
    const { memory, notesAt } = this.exports;
    if (length === 0) return;
    const notes = new Uint8Array(memory.buffer, notesAt.value, length);
    if (length > this.room.length) this.pieces.push(notes.slice());
    else {
      this.room.set(notes);
      this.pieces.push(this.room.subarray(0, length));
      this.room = this.room.subarray(length);
    }
  }

  private newNames(table: number): string[] {
    const { exports, namesTold } = this;
    const names: string[] = [];
    const count = exports.namesIn(table);
    for (let name = (namesTold[table] ?? 0) + 1; name <= count; name += 1) {
      const [at, length] = [exports.nameAt(table, name), exports.nameLength(table, name)];
      names.push(Buffer.from(exports.memory.buffer, at, length).toString('latin1'));
    }
    namesTold[table] = count;
    return names;
  }

  private kindOf(program: string): number {
    const kind = kindOf(program);
    if (kind !== kinds.postfix) return kind;
    const instance = program.slice(0, program.indexOf('/'));
    const number = this.instances.get(instance) ?? this.instances.size;
    this.instances.set(instance, number);
    return kind + 4 * number;
  }

  private name(table: number, index: number): string {
    const { nameAt, nameLength } = this.exports;
    return this.text(nameAt(table, index), nameLength(table, index));
  }

  private text(at: number, length: number): string {
    return Buffer.from(this.exports.memory.buffer, at, length).toString('utf8');
  }
}

/** Only what `readMessage` (syslog.ts) reads: other programs may be named anything, and Sendmail is. */
function kindOf(program: string): number {
  if (program.includes(' ')) return kinds.skipped;
  if (isPostfix(program)) return kinds.postfix;
  return program === 'smtpd' || program.startsWith('exim') ? kinds.readWhole : kinds.perhapsSendmail;
}
