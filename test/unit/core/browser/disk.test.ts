import { describe, expect, it } from 'vitest';
import { MemoryDisk } from '../../../../src/core/browser/disk';

const file = (text: string, mtimeMs = 1) => {
  const bytes = new TextEncoder().encode(text);
  return { isFolder: false, size: bytes.length, mtimeMs, bytes };
};

describe('the disk in memory', () => {
  it('has the folders of what is put there, and says what is not', () => {
    const disk = new MemoryDisk();
    disk.put('/a/b/c.log', file('one'));
    expect(disk.list('/a')).toEqual(['b']);
    expect(disk.list('/a/b/')).toEqual(['c.log']);
    expect(disk.get('/a').isFolder).toBe(true);
    expect(() => disk.list('/b')).toThrow('ENOENT: /b');
    expect(() => disk.get('/a/d')).toThrow('ENOENT: /a/d');
  });

  it('knows a file again that is moved, or put there as it was, and no other', () => {
    const disk = new MemoryDisk();
    disk.put('/a.tmp', file('one'));
    const { ino } = disk.get('/a.tmp');
    disk.move('/a.tmp', '/a');
    disk.put('/a', file('one', 7));
    expect([disk.get('/a').ino, disk.find('/a.tmp')]).toEqual([ino, undefined]);
    disk.put('/a', file('two'));
    expect(disk.get('/a').ino).not.toBe(ino);
  });

  it('tells of the folder in which something changes, and of nothing that stays', () => {
    const disk = new MemoryDisk();
    disk.putFolder('/a');
    const told: string[] = [];
    const end = disk.watch((folder) => told.push(folder));
    disk.put('/a/b', file('one'));
    disk.put('/a/b', file('one'));
    disk.delete('/a/b');
    disk.delete('/a/b');
    end();
    disk.put('/a/b', file('one'));
    expect(told).toEqual(['/a', '/a']);
  });

  it('hands over what was read for a thread, which has it in place of what it had', () => {
    const [ours, theirs] = [new MemoryDisk(), new MemoryDisk()];
    theirs.put('/logs/old.log', file('old'));
    ours.put('/incident.json', file('ours'));
    ours.put('/logs/a.log', { isFolder: false, size: 3, mtimeMs: 1 });
    ours.put('/logs/a.log', { ...file('one'), isForThread: true });
    ours.put('/logs/b.zip', { isFolder: false, size: 0, mtimeMs: 1, problem: 'packed', isForThread: true });
    theirs.takeOver(ours.handOver());
    expect(theirs.list('/logs').sort()).toEqual(['a.log', 'b.zip']);
    expect(new TextDecoder().decode(theirs.get('/logs/a.log').bytes)).toBe('one');
    expect(theirs.get('/logs/b.zip').problem).toBe('packed');
    expect([ours.list('/logs'), ours.find('/incident.json')?.size]).toEqual([[], 4]);
  });
});
