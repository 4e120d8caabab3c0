import { describe, expect, it } from 'vitest';
import { hoverMarkdown } from '../../../../src/core/bounce/hoverMarkdown';
import { explain } from '../../../../src/core/knowledge/explanation';

const links = { explain: 'command:a', openChecklist: 'command:b' };
const range = { start: 0, end: 1 };

describe('hoverMarkdown', () => {
  it('begins with what is blocked, what to do now and who can lift it', () => {
    const explanation = explain('5.7.711', 'en');
    const [, three = ''] = hoverMarkdown(explanation, links, {}).split('\n\n');
    const starts = three.split('  \n').map((line) => line.slice(0, line.indexOf(':')));
    expect(starts).toEqual(['**What is blocked', '**Do this now', '**Who can lift it']);
  });

  it('has its links before what the line says', () => {
    const markdown = hoverMarkdown(explain('5.7.705', 'en'), links, { diagnostic: '550 5.7.705 x' });
    expect(markdown.indexOf('(command:b)')).toBeLessThan(markdown.indexOf('` 550 5.7.705 x `'));
  });

  it('says what an encoded code is written in', () => {
    const written = { via: 'base64', part: { path: '1.2', mediaType: 'text/html' } } as const;
    const markdown = hoverMarkdown(explain('5.7.705', 'en'), links, { diagnostic: 'x', written });
    expect(markdown).toContain('Decoded text: ` x `');
    expect(markdown).toContain('Written as: Base64, part 1\\.2 ` text/html `');
    expect(hoverMarkdown(explain('5.7.705', 'it'), links, { diagnostic: 'x', written })).toContain(
      'Scritto come: Base64, parte 1\\.2 ` text/html `',
    );
  });

  it('names the culprit where it is known, and leaves senders and path to the explanation', () => {
    const proof = { field: 'From', rule: 'r', range };
    const culprit = [
      { name: 'domain', label: 'Domain', value: 'x`.example', proof },
      { name: 'account', label: 'Account', value: 'unknown' },
      { name: 'headerSender', label: 'P2', value: 'a@b.example', proof },
      { name: 'mailboxServer', label: 'Mailbox server', value: 'host.prod.outlook.com', proof },
      { name: 'path', label: 'Path', value: 'forwarding', proof },
    ] as const;
    const markdown = hoverMarkdown(explain('5.7.750', 'en'), links, { culprit });
    const [, begin = ''] = markdown.split('\n\n');
    expect(begin.split('  \n')[1]).toBe('**Who was blocked:** Domain `` x`.example ``');
    expect(markdown).not.toContain('unknown');
    expect(markdown).not.toContain('a@b.example');
    expect(markdown).not.toContain('outlook.com');
    expect(markdown).not.toContain('Path');
  });

  it('keeps every text of a file in a code span', () => {
    const attack = '` ](command:x) <b> `` $(bug)';
    const written = { via: 'html', part: { path: '1', mediaType: attack } } as const;
    const proof = { field: attack, rule: 'r', range };
    const culprit = [{ name: 'domain', label: 'Domain', value: attack, proof }] as const;
    const markdown = hoverMarkdown(explain('5.7.705', 'en'), links, { diagnostic: attack, written, culprit });
    expect(markdown.split('``` ` ](command:x) <b> `` $(bug) ```')).toHaveLength(4);
  });
});
