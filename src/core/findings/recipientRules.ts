import { factsOf } from '../tenant/factSet';
import type { Rule } from './rule';

export const recipientRules: readonly Rule[] = [
  {
    id: 'recipient-blocked',
    step: 'support',
    actions: ['cause'],
    sources: ['tenant-allow-block-list', 'fix-ndr-codes'],
    find: ({ tenant, logs }) =>
      factsOf(tenant, 'block-list')
        .filter(({ fact }) => fact.action === 'block')
        .map(({ fact, evidence }) => ({
          subject: fact.value,
          severity: logs.codes.includes('5.7.703') ? 'warning' : 'information',
          evidence: [evidence],
        })),
  },
];
