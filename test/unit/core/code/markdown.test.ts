import { describe, expect, it } from 'vitest';
import { codeSpan, escapeMarkdown, escapeMarkdownLine } from '../../../../src/core/code/markdown';

describe('escapeMarkdownLine', () => {
  it.each([
    ['5.7.705, 550-5.7.750 (a+b): x', '5.7.705, 550-5.7.750 (a+b): x'],
    ['news@x.example', 'news\\@x.example'],
    ['see http://x.example/', 'see http\\://x.example/'],
    ['www.x.example', 'www\\.x.example'],
    ['[a](command:x)', '\\[a\\](command:x)'],
    ['a|b `c` *d* _e_ ~f~ \\', 'a\\|b \\`c\\` \\*d\\* \\_e\\_ \\~f\\~ \\\\'],
    ['<b>&amp;', '&lt;b&gt;&amp;amp;'],
    ['two\r\nlines', 'two lines'],
  ])('%j becomes %j', (text, escaped) => expect(escapeMarkdownLine(text)).toBe(escaped));
});

describe('escapeMarkdown', () => {
  it('escapes every sign that acts, the editor’s theme icons included', () => {
    expect(escapeMarkdown('$(bug) <b> a_b')).toBe('\\$\\(bug\\) &lt;b&gt; a\\_b');
  });
});

describe('codeSpan', () => {
  it.each([
    ['a', '` a `'],
    ['`', '`` ` ``'],
    ['a``b', '``` a``b ```'],
    ['two\nlines', '` two lines `'],
  ])('holds %j as it stands', (text, span) => expect(codeSpan(text)).toBe(span));
});
