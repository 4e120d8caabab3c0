// AssemblyScript. What the parts of the mail kernel share: where things lie in its memory, and signs. See ../README.md.

/** What reading a mail may come to: the answer is certain, or the mail is one for the reader in TypeScript. */
export const sure: bool = true;
export const doubtful: bool = false;

/** Line feeds around each text: readers may look so far beyond its ends. */
export const padding: usize = 64;

export const sextetsAt: usize = 0x1_0000;
export const openAt: usize = 0x1_1000;
export const signsAt: usize = 0x1_1f00;
export const partsAt: usize = 0x1_2000;
export const hitsAt: usize = 0x1_4000;
export const knownAt: usize = 0x1_a000;
export const dashesAt: usize = 0x1_b000;
export const mostDashes: i32 = 0x400;
export const stretchesAt: usize = 0x2_0000;
export const mostStretches: i32 = 0x4000;
export const decodedAt: usize = 0x4_0000;
export const mailAt: usize = 0x6_0000 + padding;
export const wordsAt: usize = 0x7_2000 + padding;
export const longestWords: usize = 0x8000;
export const pages: i32 = 8;

export const tab: u8 = 0x09;
export const lineFeed: u8 = 0x0a;
export const carriageReturn: u8 = 0x0d;
export const blank: u8 = 0x20;
export const quotation: u8 = 0x22;
export const ampersand: u8 = 0x26;
export const opening: u8 = 0x28;
export const star: u8 = 0x2a;
export const plus: u8 = 0x2b;
export const dash: u8 = 0x2d;
export const fullStop: u8 = 0x2e;
export const slash: u8 = 0x2f;
export const zero: u8 = 0x30;
export const five: u8 = 0x35;
export const seven: u8 = 0x37;
export const nine: u8 = 0x39;
export const colon: u8 = 0x3a;
export const semicolon: u8 = 0x3b;
export const lessThan: u8 = 0x3c;
export const equals: u8 = 0x3d;
export const question: u8 = 0x3f;
export const at: u8 = 0x40;
export const backslash: u8 = 0x5c;
export const caret: u8 = 0x5e;
export const underscore: u8 = 0x5f;
export const tilde: u8 = 0x7e;
