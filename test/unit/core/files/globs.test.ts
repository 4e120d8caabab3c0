import { describe, expect, it } from 'vitest';
import { wantedBy } from '../../../../src/core/files/globs';

describe('globs', () => {
  it.each([
    [[], 'a/mail.log', true],
    [['*.log'], 'mail.log', true],
    [['*.log'], 'deep/er/mail.LOG', true],
    [['*.log'], 'mail.log.1', false],
    [['*.log*'], 'a/mail.log.1.gz', true],
    [['a/*.log'], 'a/mail.log', true],
    [['a/*.log'], 'b/a/mail.log', false],
    [['/a/*.log'], 'a/mail.log', true],
    [['**/a/*.log'], 'b/a/mail.log', true],
    [['{mail,main}log*'], 'x/mainlog-20261124', true],
    [['!*.gz'], 'mail.log.gz', false],
    [['!*.gz'], 'mail.log', true],
    [['*.log', '!old*'], 'old.log', false],
    [['*.log', '!old*'], 'new.log', true],
    [['!old/**'], 'old/new.log', false],
    [['.*'], '.hidden', true],
  ])('%j: %s is wanted: %s', (globs, path, expected) => {
    expect(wantedBy(globs)(path, false)).toBe(expected);
  });

  it('keep out of folders that are left out, and look into all others', () => {
    expect(wantedBy(['!node_modules'])('a/node_modules', true)).toBe(false);
    expect(wantedBy(['!node_modules/'])('node_modules', true)).toBe(false);
    expect(wantedBy(['*.log'])('anything', true)).toBe(true);
  });

  it('take the separators of Windows for those of globs', () => {
    expect(wantedBy(['a/*.log'])('a\\mail.log', false)).toBe(true);
  });
});
