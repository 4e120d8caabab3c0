import { describe, expect, it } from 'vitest';
import { sources, steps, texts } from '../../../../src/core/knowledge';
import { explain } from '../../../../src/core/knowledge/explanation';
import { explanationText } from '../../../../src/core/knowledge/explanationText';
import type { SourceId, StatementSource } from '../../../../src/core/knowledge/sources';
import type { TextId } from '../../../../src/core/knowledge/texts';

/**
 * What the source document says, sentence by sentence in short, the code whose explanation says it (or `checklist`), and the
 * texts that say it.
 */
const sentences: [said: string, where: string, ...texts: TextId[]][] = [
  ['what NDR, bounce and DSN are', '5.7.705', 'family.ndr'],
  ['you see it when the tenant is restricted from sending', '5.7.750', 'family.ndr'],
  ['usually 705 or 750', '5.7.705', 'family.usual'],
  ['all users together sent too much, and none can send', '5.7.705', '5.7.705.meaning', '5.7.705.affected'],
  ['usually a compromise or bulk mail', '5.7.705', '5.7.705.why', '5.7.705.cause.bulk'],
  ['rarely a subscription renewed after it expired', '5.7.705', '5.7.705.cause.subscription'],
  ['no more than a day, blocked meanwhile', '5.7.705', '5.7.705.scenario.subscription.wait'],
  ['the renewal has to be synchronized', '5.7.705', '5.7.705.scenario.subscription.origin'],
  ['do not let it expire', '5.7.705', '5.7.705.scenario.subscription.prevent'],
  ['tenants may relay some messages through EOP', '5.7.750', '5.7.750.scenario.forwarding.relay'],
  ['forwarding: in from outside, out again', '5.7.750', '5.7.750.scenario.forwarding.origin'],
  ['most common in education', '5.7.750', '5.7.750.scenario.forwarding.where'],
  ['hybrid: servers send through EOP', '5.7.750', '5.7.750.scenario.hybrid.origin'],
  ['compromised servers relay much spam', '5.7.750', '5.7.750.cause.server'],
  ['the connectors are right, the domains unregistered', '5.7.750', '5.7.750.scenario.hybrid.volume'],
  ['also known as unprovisioned', '5.7.750', '5.7.750.action.alerts'],
  ['a reasonable amount is allowed', '5.7.750', '5.7.750.scenario.unregistered.origin'],
  ['every domain should be an accepted domain', 'checklist', 'step.domains.why'],
  ['then no mail for unregistered domains', '5.7.750', '5.7.750.meaning', '5.7.750.affected'],
  ['1, 3: verify that all domains are registered', 'checklist', 'step.domains.title'],
  ['2: MFA for all admins', 'checklist', 'step.mfa.title'],
  ['4: unusual connectors', 'checklist', 'step.connectors.title'],
  ['attackers create inbound connectors', 'checklist', 'step.connectors.why'],
  ['see the existing connectors', 'checklist', 'step.connectors.action.inbound.title'],
  ['5: compromised users', 'checklist', 'step.users.title'],
  ['6: lock down the servers', 'checklist', 'step.on-premises.title'],
  ['and verify that they are not compromised', 'checklist', 'step.on-premises.action.compromised.title'],
  ['many factors, third-party servers', 'checklist', 'step.on-premises.action.third-party.why'],
  ['all outgoing mail has to be legitimate', 'checklist', 'step.on-premises.action.legitimate.why'],
  ['7: call Support', 'checklist', 'step.support.title', 'step.support.action.open.title'],
  ['the code helps, proof that it cannot send spam', '5.7.705', '5.7.705.wayOut.proof'],
];

/** Its links to further reading, with a statement or a step that rests on each. */
const furtherReading: [SourceId, TextId][] = [
  ['anti-spam', 'step.on-premises.action.legitimate.title'],
  ['sending-limits', '5.7.705.scenario.bulk.limits'],
  ['ndr-codes', 'action.diagnostic'],
  ['configure-forwarding', 'step.users.action.forwarding.title'],
  ['devices-and-applications', 'step.on-premises.action.third-party.title'],
];

describe.each(['en', 'it'] as const)('the source document, in %s', (language) => {
  const said = texts[language];
  const checklist = new Set<TextId>(
    steps.flatMap((step) => [step, ...step.actions].flatMap(({ title, why }) => [title.text, why.text])),
  );

  it.each(sentences)('is said whole: %s', (_said, where, ...ids: TextId[]) => {
    if (where === 'checklist') expect(ids.filter((id) => !checklist.has(id))).toEqual([]);
    else {
      const told = explanationText(explain(where, language)).replace(/\s+/g, ' ');
      expect(ids.filter((id) => !told.includes(said[id]))).toEqual([]);
    }
  });

  it('says the texts of both NDRs to the letter', () => {
    for (const [code, text] of [
      ['5.7.705', '550 5.7.705 Access denied, tenant has exceeded threshold'],
      ['5.7.750', '550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains'],
    ] as const)
      expect(explain(code, language).ndrTexts.map((ndr) => ndr.text)).toContain(text);
  });

  it.each(furtherReading)('leads to its further reading: %s', (id, text) => {
    const { title, url }: StatementSource = sources[id];
    const { sources: listed } = explain('5.7.705', language);
    const inSteps = steps
      .flatMap(({ actions }) => actions)
      .some((action) => action.title.text === text && action.documentation.includes(id));
    expect(inSteps || explanationText(explain('5.7.705', language)).includes(said[text])).toBe(true);
    expect(listed.map((source) => [source.title, source.url])).toContainEqual([said[title], url]);
  });
});
