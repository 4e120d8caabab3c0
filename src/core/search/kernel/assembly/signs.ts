// AssemblyScript. Signs of a text, however it is written, and how codes in parts begin. `Form` is `u8` or `i8` for bytes, `u16` for UTF-16LE, `i16` for UTF-16BE.

/** The sign at a place. */
export function signAt<Form>(place: usize): u32 {
  if (sizeof<Form>() === 1) return load<u8>(place);
  const unit = load<u16>(place);
  return isSigned<Form>() ? bswap<u16>(unit) : unit;
}

/** True where four signs stand at a place. */
export function isFour<Form>(place: usize, one: u32, two: u32, three: u32, four: u32): bool {
  if (sizeof<Form>() === 1) return load<u32>(place) === (one | (two << 8) | (three << 16) | (four << 24));
  const units = <u64>one | ((<u64>two) << 16) | ((<u64>three) << 32) | ((<u64>four) << 48);
  return load<u64>(place) === (isSigned<Form>() ? units << 8 : units);
}

/** True where a code in parts may begin with the `5` at a place: as `mayBeginParts` of `src/core/code/codeInParts.ts` says it. */
export function mayBeginParts<Form>(place: usize): bool {
  const size = sizeof<Form>();
  if (isDigit(signAt<Form>(place - size))) return false;
  return signAt<Form>(place + size) === 0x2c ? isName<Form>(place + size) : isBytes<Form>(place + size);
}

/** True where `"subj` stands behind a comma, or the same with backslashes. */
function isName<Form>(comma: usize): bool {
  const size = sizeof<Form>();
  let at = behindComma<Form>(comma);
  for (let slashes = 0; slashes < 4 && signAt<Form>(at) === 0x5c; slashes++) at += size;
  return signAt<Form>(at) === 0x22 && isFour<Form>(at + size, 0x73, 0x75, 0x62, 0x6a);
}

/** True where `3,46,55` stands, with blanks behind the commas. */
function isBytes<Form>(three: usize): bool {
  const size = sizeof<Form>();
  if (signAt<Form>(three) !== 0x33 || signAt<Form>(three + size) !== 0x2c) return false;
  const stop = behindComma<Form>(three + size);
  if (signAt<Form>(stop) !== 0x34 || signAt<Form>(stop + size) !== 0x36) return false;
  if (signAt<Form>(stop + 2 * size) !== 0x2c) return false;
  const seven = behindComma<Form>(stop + 2 * size);
  return signAt<Form>(seven) === 0x35 && signAt<Form>(seven + size) === 0x35;
}

/** The place behind a comma and up to 12 blanks. */
function behindComma<Form>(comma: usize): usize {
  const size = sizeof<Form>();
  let at = comma + size;
  for (let blanks = 0; blanks < 12 && isBlank(signAt<Form>(at)); blanks++) at += size;
  return at;
}

function isDigit(sign: u32): bool {
  return sign >= 0x30 && sign <= 0x39;
}

function isBlank(sign: u32): bool {
  return sign === 0x20 || sign === 0x09 || sign === 0x0a || sign === 0x0d;
}
