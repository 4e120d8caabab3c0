// AssemblyScript. What the kernels of this folder ask of blocks of bytes.

/** The marks of four vectors, one bit a byte, the first lowest. */
export function bits(v: v128, w: v128, x: v128, y: v128): u64 {
  return (
    <u64>i8x16.bitmask(v) |
    ((<u64>i8x16.bitmask(w)) << 16) |
    ((<u64>i8x16.bitmask(x)) << 32) |
    ((<u64>i8x16.bitmask(y)) << 48)
  );
}

/** Where lines end: at a line feed, or a carriage return that none follows. The byte behind is read too. */
export function ends(at: usize): v128 {
  const here = v128.load(at);
  const feed = i8x16.splat(0x0a);
  const lone = v128.andnot(i8x16.eq(here, i8x16.splat(0x0d)), i8x16.eq(v128.load(at, 1), feed));
  return v128.or(i8x16.eq(here, feed), lone);
}
