import { describe, expect, it } from 'vitest';
import { visibleText } from '../../../../src/core/code/printable';

describe('text that is fit to show', () => {
  it.each([
    ['con\u180etoso', 'con[U+180E]toso'],
    ['ev\u{e0069}il', 'ev[U+E0069]il'],
    ['a\u3164b\u115f', 'a[U+3164]b[U+115F]'],
    ['half \ud800', 'half \ufffd'],
    ['whole \u{1f600}', 'whole \u{1f600}'],
  ])('shows what hides: %j', (text, shown) => expect(visibleText(text)).toBe(shown));
});
