import type { Language } from '../code/language';
import { printable } from '../code/printable';
import { texts } from '../knowledge';
import type { Culprit } from './culprit';
import type { CulpritRow } from './culpritRow';

/** What leads to the fix first: the domain to register, the account to secure, where it came from; the senders last. */
const order: readonly CulpritRow['name'][] = [
  'domain',
  'account',
  'server',
  'path',
  'envelopeSender',
  'headerSender',
];

/** Says who was blocked, row by row. */
export function culpritRows(culprit: Culprit, language: Language): CulpritRow[] {
  const read = texts[language];
  return order.map((name) => {
    const label = read[`label.culprit.${name}`];
    const finding = culprit[name];
    if (finding === 'unknown') return { name, label, value: read['label.culpritUnknown'] };
    const { value, field, rule, range } = finding;
    const shown =
      name === 'path' && culprit.path !== 'unknown'
        ? read[`label.path.${culprit.path.value}`]
        : printable(value);
    return {
      name,
      label,
      value: shown,
      proof: { field: printable(field), rule: read[`rule.${rule}`], range },
    };
  });
}
