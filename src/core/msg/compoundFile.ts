/*
 * What has to hold of a compound file (MS-CFB) so that following its chains comes to an end. Only that is looked at: whether
 * the file says anything is for whoever reads it.
 */

/** As 32-bit numbers with a sign. */
const [free, endOfChain] = [-1, -2];
/** Where fields of the header stand, in bytes (MS-CFB 2.2). */
const header = {
  byteOrder: 28,
  sectorShift: 30,
  fats: 44,
  directory: 48,
  miniFat: 60,
  difat: 68,
  fatList: 76,
  length: 512,
};
const entryLength = 128;
/** Where fields of a directory entry stand (MS-CFB 2.6.1). */
const entry = { type: 66, before: 68, after: 72, child: 76, start: 116, size: 120 };
const root = 5;
const [storage, stream] = [1, 2];
/** What is shorter stands in the stream of small sectors. */
const longestSmall = 4096;

export function isCompoundFile(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].every((byte, index) => bytes[index] === byte);
}

/** False where some chain of sectors, or the tree of its entries, leads round in a circle or out of the file. */
export function isSound(bytes: Uint8Array): boolean {
  try {
    return new Chains(bytes).areSound();
  } catch (error) {
    // A place out of the file.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

class Chains {
  private readonly view: DataView;
  private readonly sector: number;
  /** More than there are sectors, large or small: a longer chain is a circle. */
  private readonly most: number;
  private readonly fat: readonly number[];
  private readonly miniFat: readonly number[];

  /** @throws RangeError */
  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const isLittle = this.view.getUint16(header.byteOrder) === 0xfeff;
    const shift = this.view.getUint16(header.sectorShift, true);
    if (!isLittle || (shift !== 9 && shift !== 12)) throw new RangeError('This is no compound file.');
    this.sector = 1 << shift;
    this.most = bytes.length / 64 + 1;
    this.fat = this.fatSectors();
    this.miniFat = this.chain(this.at(header.miniFat), this.fat);
  }

  areSound(): boolean {
    const { sector } = this;
    const places = this.chain(this.at(header.directory), this.fat).flatMap((number) =>
      Array.from({ length: sector / entryLength }, (_, index) => this.start(number) + index * entryLength),
    );
    return this.isTree(places) && places.every((place) => this.isSoundEntry(place));
  }

  private at(place: number): number {
    return this.view.getInt32(place, true);
  }

  private start(number: number): number {
    return (number + 1) * this.sector;
  }

  /** The sectors of the table that says which sector follows which: 109 are named in the header, further ones in a chain. */
  private fatSectors(): number[] {
    const count = this.at(header.fats);
    const named = Array.from({ length: (header.length - header.fatList) / 4 }, (_, index) =>
      this.at(header.fatList + 4 * index),
    );
    const perSector = this.sector / 4 - 1;
    for (let next = this.at(header.difat); named.length < count && next !== endOfChain && next !== free; ) {
      for (let index = 0; index < perSector; index += 1) named.push(this.at(this.start(next) + 4 * index));
      next = this.at(this.start(next) + 4 * perSector);
      if (named.length > 2 * this.most + 2 * perSector)
        throw new RangeError('The sectors lead round in a circle.');
    }
    return named.slice(0, Math.max(0, count)).filter((number) => number !== free);
  }

  /** The sectors of a chain. @param table the sectors of the table with what follows each */
  private chain(first: number, table: readonly number[]): number[] {
    const perSector = this.sector / 4;
    const numbers: number[] = [];
    for (let next = first; next !== endOfChain; ) {
      if (next < 0 || numbers.length > this.most) throw new RangeError('The sectors lead round in a circle.');
      numbers.push(next);
      const held = table[Math.floor(next / perSector)];
      next = held === undefined ? endOfChain : this.at(this.start(held) + 4 * (next % perSector));
    }
    return numbers;
  }

  /** True where each entry is met once at most on all ways from the first. */
  private isTree(places: readonly number[]): boolean {
    const seen = new Set<number>();
    const [first] = places;
    if (first === undefined || this.view.getUint8(first + entry.type) !== root) return false;
    const waiting = [this.at(first + entry.child)];
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      if (index === free) continue;
      const place = places[index];
      if (place === undefined || index === 0 || seen.has(index)) return false;
      seen.add(index);
      waiting.push(this.at(place + entry.before), this.at(place + entry.after));
      if (this.view.getUint8(place + entry.type) === storage) waiting.push(this.at(place + entry.child));
    }
    return true;
  }

  private isSoundEntry(place: number): boolean {
    const type = this.view.getUint8(place + entry.type);
    const size = this.at(place + entry.size);
    if ((type !== stream && type !== root) || size === 0) return true;
    if (size < 0 || size > this.view.byteLength) return false;
    const isSmall = type === stream && size < longestSmall;
    this.chain(this.at(place + entry.start), isSmall ? this.miniFat : this.fat);
    return true;
  }
}
