import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingsIn } from '../../../../src/core/findings';
import { circumstances, sending } from './circumstances';

const label = fc.constantFrom('a', 'b', 'mail', 'bücher', 'xn--bcher-kva', 'È');
const domain = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => `${labels.join('.')}.example`);
const list = fc.array(fc.record({ name: domain, below: fc.boolean() }), { minLength: 1, maxLength: 6 });

describe('sending domains', () => {
  it('are found where a plain definition of the sets says so', () => {
    fc.assert(
      fc.property(list, fc.uniqueArray(domain, { maxLength: 6 }), (accepted, sent) => {
        const rows = accepted.map(({ name, below }) => `${name};Authoritative;${below}`);
        const found = findingsIn(
          circumstances(
            [`DomainName;DomainType;MatchSubDomains\n${rows.join('\n')}\n`],
            sending('5.7.750', ...sent),
          ),
        );
        const ascii = (name: string) => domainToASCII(name);
        // A name listed twice is what its last row says.
        const last = new Map(accepted.map(({ name, below }) => [ascii(name), below]));
        const isAccepted = (name: string) =>
          last.has(ascii(name)) ||
          [...last].some(([parent, below]) => below && ascii(name).endsWith(`.${parent}`));
        const against = found.filter(
          ({ rule }) => rule === 'domain-unaccepted' || rule === 'domain-subdomain',
        );
        expect(against.map(({ subject }) => subject).sort()).toEqual(
          sent.filter((name) => !isAccepted(name)).sort(),
        );
      }),
    );
  });
});
