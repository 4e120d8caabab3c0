import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { archiveWith, isSameEntry } from '../files/archiveNames';
import { LineCutter } from '../files/lines';
import { packingOf } from '../files/packing';
import { encodingOf } from '../files/textFile';
import { openContainer } from './archive';
import type { FilePlace, LineRange, ReadLines } from './excerpt';
import { LineCollector } from './lineCollector';
import { LineSkipper, linesBetweenMarks } from './lineSkipper';
import { openFile } from './openFile';

const chunkLength = 1 << 20;

/** Where lines of a file begin, so that the next excerpt need not be searched for from the start. */
interface Marks {
  readonly bytes: number;
  readonly modified: number;
  /** Byte offsets of the lines 1, 1 + `linesBetweenMarks`, and so on. */
  readonly offsets: number[];
}

/** Files whose marks are kept. */
const mostFiles = 8;

/** Reads lines anywhere in files of any size, plain, gzip or in a `.zip`, UTF-8 or UTF-16, counted as the editor counts. */
export class LineReading {
  private readonly marks = new Map<string, Marks>();

  /**
   * @param path of a file, or the name of a file in an archive
   * @param place what the lines are read for; a line too long to show is cut around it
   * @throws the system's error when the file cannot be read, and yauzl's for an archive that is broken
   */
  async read(path: string, range: LineRange, place: FilePlace): Promise<ReadLines> {
    const archive = await archiveWith(path);
    if (archive !== undefined) return this.readEntry(archive, path, range, place);
    const head = await headOf(path);
    if (['outlook', 'xz', 'zstd'].includes(packingOf(path, head)))
      return this.readEntry(path, path, range, place);
    const isGzip = head[0] === 0x1f && head[1] === 0x8b;
    if (isGzip) return this.readStream(inflated(path), range, place);
    if (encodingOf(head) !== 'utf-8') return this.readStream(createReadStream(path), range, place);
    return this.readMarked(path, range, place);
  }

  private async readMarked(path: string, range: LineRange, place: FilePlace): Promise<ReadLines> {
    const { offsets } = await this.marksOf(path);
    const mark = Math.min(offsets.length - 1, Math.floor((range.first - 1) / linesBetweenMarks));
    const start = offsets[mark] ?? 0;
    const skipper = new LineSkipper(mark * linesBetweenMarks + 1, range.first, start, offsets);
    const chunks = createReadStream(path, { start, highWaterMark: chunkLength });
    return collect(chunks, skipper, 'utf-8', range, place);
  }

  private async readEntry(
    archive: string,
    name: string,
    range: LineRange,
    place: FilePlace,
  ): Promise<ReadLines> {
    const found = openFile(archive);
    if (found.kind !== 'archive') throw new Error(`This is no archive any more: ${archive}`);
    const opened = await openContainer(found);
    try {
      for await (const file of opened.files((each) => isSameEntry(archive, each, name))) {
        if ('error' in file) throw file.error;
        return await this.readStream(file.bytes(), range, place);
      }
    } finally {
      opened.close();
    }
    throw new Error(`The archive holds no such file: ${name}`);
  }

  private async readStream(
    chunks: AsyncIterable<Uint8Array>,
    range: LineRange,
    place: FilePlace,
  ): Promise<ReadLines> {
    const rest = chunks[Symbol.asyncIterator]();
    const first = await rest.next();
    if (first.done) return { lines: [], isEnd: true, shift: 0 };
    const encoding = encodingOf(first.value.subarray(0, 4096));
    const all = joined(first.value, rest);
    if (encoding !== 'utf-8') return collect(all, undefined, encoding, range, place);
    return collect(all, new LineSkipper(1, range.first, 0, [0]), encoding, range, place);
  }

  private async marksOf(path: string): Promise<Marks> {
    const { size, mtimeMs } = await stat(path);
    const known = this.marks.get(path);
    if (known?.bytes === size && known.modified === mtimeMs) return known;
    const marks = { bytes: size, modified: mtimeMs, offsets: [0] };
    this.marks.delete(path);
    for (const [oldest] of this.marks) if (this.marks.size >= mostFiles) this.marks.delete(oldest);
    this.marks.set(path, marks);
    return marks;
  }
}

/** Skips bytes as long as the lines are not wanted yet, and decodes from there. */
async function collect(
  chunks: AsyncIterable<Uint8Array>,
  skipper: LineSkipper | undefined,
  encoding: string,
  range: LineRange,
  place: FilePlace,
): Promise<ReadLines> {
  const collector = new LineCollector(range, place);
  const cutter = new LineCutter(skipper ? range.first : 1);
  // Only the start of a file can have a byte order mark.
  const decoder = new TextDecoder(encoding, { ignoreBOM: skipper !== undefined && range.first > 1 });
  try {
    for await (const chunk of chunks) {
      const wanted = skipper?.isSkipping ? skipper.skip(chunk) : chunk;
      if (!wanted) continue;
      cutter.push(decoder.decode(wanted, { stream: true }), collector.take);
      if (collector.isFull) return collector.result(false);
    }
  } catch (error) {
    // A packed file that is cut short ends there.
    if (collector.isEmpty) throw error;
  }
  cutter.push(decoder.decode(), collector.take);
  cutter.end(collector.take);
  return collector.result(!collector.isFull);
}

function inflated(path: string): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip();
  // The error arrives at whoever reads the result.
  pipeline(createReadStream(path), gunzip, () => undefined);
  return gunzip;
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function* joined(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
