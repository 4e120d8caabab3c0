import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureOf, isOvertaken } from '../../../../src/core/code/failure';

function thrown(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('what an error says of why', () => {
  const missing = join(import.meta.dirname, 'no such folder', 'gone.log');

  it('is that a file is gone, with its path', () =>
    expect(failureOf(thrown(() => readFileSync(missing)))).toMatchObject({ kind: 'gone', path: missing }));

  it.each([
    [Object.assign(new Error('x'), { code: 'EACCES' }), 'forbidden'],
    [Object.assign(new Error('x'), { code: 'NoPermissions' }), 'forbidden'],
    [Object.assign(new Error('x'), { code: 'ENOSPC' }), 'full'],
    [Object.assign(new Error('x'), { code: 'EROFS' }), 'full'],
    // A worker hands on the words alone.
    [new Error("ENOENT: no such file or directory, open '/a/gone.log'"), 'gone'],
    [new Error('EACCES: permission denied'), 'forbidden'],
    [new Error("cannot open file:///a. Detail: Unable to resolve nonexistent file '/a'"), 'gone'],
    [new Error('unexpected end of file'), 'other'],
    ['a text', 'other'],
    [undefined, 'other'],
  ])('%s', (error, kind) => expect(failureOf(error).kind).toBe(kind));

  it.each([
    ["ENOENT: no such file or directory, open '/a/gone.log'", '/a/gone.log'],
    ["cannot open file:///a/b. Detail: Unable to resolve nonexistent file '/a/b'", '/a/b'],
    ['unexpected end of file', undefined],
  ])('%s: names its file', (words, path) => expect(failureOf(new Error(words)).path).toBe(path));

  it('is none where something else was opened meanwhile', () => {
    const overtaken = new Error(
      'Could NOT open editor for "file:///a/b.eml" because another editor opened in the meantime.',
    );
    expect([overtaken, new Error('Could NOT open editor'), undefined].map(isOvertaken)).toEqual([
      ...[true, false, false],
    ]);
  });

  it('is one line, whatever comes after it', () =>
    expect(failureOf(new Error('one\ntwo')).words).toBe('one'));
});

describe('the sentences about failures', () => {
  const root = join(import.meta.dirname, '../../../../src');
  const code = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, name), 'utf8'))
    .join('\n');
  const messages = [
    ...code.matchAll(
      /(?:problems|this)\.(?:show|warn)\(\s*(?:forNotification\(\s*)?vscode\.l10n\.t\(\s*'([^']+)'/g,
    ),
  ].map(([, text = '']) => text);

  it('are found, and none of them only says that something failed', () => {
    expect(messages.length).toBeGreaterThan(5);
    expect(messages.filter((text) => /could not do|went wrong|an error occurred/i.test(text))).toEqual([]);
  });
});
