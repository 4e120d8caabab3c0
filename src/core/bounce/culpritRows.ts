import { printableNames } from '../code/domainForms';
import type { Language } from '../code/language';
import { printable } from '../code/printable';
import { codeEntry, texts } from '../knowledge';
import type { Culprit } from './culprit';
import type { CulpritRow } from './culpritRow';

/** What leads to the fix first: the domain to register, the account to secure, where it came from; the senders last. */
const order: readonly (keyof Culprit)[] = [
  'domain',
  'account',
  'server',
  'path',
  'envelopeSender',
  'headerSender',
];

/**
 * Says who was blocked, row by row.
 * @param code the code that is explained; rows that mean nothing for it are left out
 */
export function culpritRows(culprit: Culprit, language: Language, code?: string): CulpritRow[] {
  const read = texts[language];
  return order
    .filter((fact) => code === undefined || hasMeaning(fact, culprit, code))
    .map((fact) => {
      const finding = culprit[fact];
      const name = rowName(fact, culprit);
      const label = read[`label.culprit.${name}`];
      if (finding === 'unknown') return { name, label, value: read['label.culpritUnknown'] };
      const { value, field, rule, range } = finding;
      const shown =
        fact === 'path' && culprit.path !== 'unknown'
          ? read[`label.path.${culprit.path.value}`]
          : printableNames(value);
      return {
        name,
        label,
        value: shown,
        proof: { field: printable(field), rule: read[`rule.${rule}`], range },
      };
    });
}

/** Only a block of unregistered domains asks for a domain where the mail names none. */
function hasMeaning(fact: keyof Culprit, { domain }: Culprit, code: string): boolean {
  if (fact !== 'domain') return true;
  const { blocks, steps } = codeEntry(code);
  return steps.domains.applies && (domain !== 'unknown' || blocks === 'unregistered-domains');
}

/** A mailbox server of Exchange Online is Microsoft's, and nobody's own server or connector. */
function rowName(fact: keyof Culprit, { server }: Culprit): CulpritRow['name'] {
  return fact === 'server' && server !== 'unknown' && server.rule === 'mailbox-server'
    ? 'mailboxServer'
    : fact;
}
