import { factsOf, timeText } from '../tenant/factSet';
import type { ServiceIssue, Subscription } from '../tenant/factTypes/organizationFacts';
import { comparable } from './domainNames';
import type { Circumstances, Rule } from './rule';

const hour = 3_600_000;

/** An issue is entered when somebody has noticed it: blocks begin before. A default. */
const noticedWithin = 24 * hour;

/** Subscriptions that bring mailboxes, by parts of their names (Microsoft's list of product names and SKU part numbers). */
const mailSku =
  /exchange|o365_business|smb_business|spb|business_(?:premium|essentials)|enterprisepack|enterprisepremium|standardpack|deskless|spe_[ef]|m365_[ef]|microsoft_365|developerpack|m365edu|standardwoffpack|midsizepack|liteplan/i;

export const supportRules: readonly Rule[] = [
  {
    id: 'recipient-blocked',
    step: 'support',
    actions: ['cause'],
    sources: ['tenant-allow-block-list', 'fix-ndr-codes'],
    find: (circumstances) =>
      factsOf(circumstances.tenant, 'block-list')
        .filter(({ fact }) => fact.action === 'block')
        .map(({ fact, evidence }) => ({
          subject: fact.value,
          severity: isHit(fact.value, circumstances) ? 'warning' : 'information',
          values: {
            by: fact.modifiedBy ?? '',
            changed: fact.changed === undefined ? '' : timeText(fact.changed),
            notes: fact.notes ?? '',
          },
          evidence: [evidence],
        })),
  },
  {
    id: 'service-incident',
    step: 'support',
    actions: ['health'],
    sources: ['service-health', 'service-issues'],
    find: ({ tenant, logs }) =>
      factsOf(tenant, 'service-health').flatMap(({ fact, evidence }) => {
        if (!isAboutMail(fact) || !coversBlock(fact, logs.firstHit)) return [];
        return [
          {
            subject: fact.id,
            severity: isAboutRefusals(fact) ? 'warning' : 'information',
            values: {
              title: fact.title,
              start: fact.start === undefined ? '' : timeText(fact.start),
              end: fact.end === undefined ? '' : timeText(fact.end),
            },
            evidence: [evidence],
          },
        ];
      }),
  },
  {
    id: 'subscription-lapsed',
    step: 'support',
    actions: ['cause'],
    sources: ['subscriptions', 'fix-ndr-codes'],
    find: ({ tenant, logs }) => {
      const all = factsOf(tenant, 'subscriptions');
      const isCovered = all.some(({ fact }) => isForMail(fact) && isInForce(fact));
      return all.flatMap(({ fact, evidence }) => {
        if (fact.state === undefined || isInForce(fact)) return [];
        const isCause = logs.firstHit !== undefined && isForMail(fact) && !isCovered;
        return [
          {
            subject: fact.sku,
            severity: isCause ? 'warning' : 'information',
            values: { state: fact.state },
            evidence: [evidence],
          },
        ];
      });
    },
  },
  {
    id: 'subscription-trial',
    step: 'support',
    actions: ['cause'],
    sources: ['fix-ndr-codes', 'subscriptions'],
    find: ({ tenant, logs }) => {
      const mail = factsOf(tenant, 'subscriptions').filter(({ fact }) => isForMail(fact) && isInForce(fact));
      const isPaid = mail.some(({ fact }) => fact.isTrial === false);
      return mail.flatMap(({ fact, evidence }) => {
        if (!fact.isTrial) return [];
        const isCause = !isPaid && logs.firstHit !== undefined;
        return [{ subject: fact.sku, severity: isCause ? 'warning' : 'information', evidence: [evidence] }];
      });
    },
  },
];

/** Says whether an entry stands against a mail that was refused with 5.7.703. Without their recipients, every entry may. */
function isHit(value: string, { logs }: Circumstances): boolean {
  if (!logs.codes.includes('5.7.703')) return false;
  const reached = logs.flows
    .filter(({ codes }) => codes.includes('5.7.703'))
    .flatMap(({ recipientDomains, sender }) => [...Object.keys(recipientDomains), sender]);
  if (reached.every((name) => name === '')) return true;
  const entry = comparable(value.replace(/^.*@/, '').replace(/^\*\./, ''));
  return reached.some((name) => {
    const domain = comparable(name.replace(/^.*@/, ''));
    return domain === entry || domain.endsWith(`.${entry}`);
  });
}

function isAboutMail({ service = '', title, feature = '', description = '' }: ServiceIssue): boolean {
  return (
    /exchange/i.test(service) ||
    /\b(?:e-?mails?|messages?|mail flow|transport)\b/i.test(`${title} ${feature} ${description}`)
  );
}

/** Sending is what fails, as in `unable to send external email and receive NDR 5.7.705`. */
function isAboutRefusals({ title, description = '' }: ServiceIssue): boolean {
  return /5\.7\.7\d\d|\bNDRs?\b|non-?delivery|send(?:ing)?\b.{0,60}\b(?:mail|messages?)|outbound|threshold|\bIP (?:address|rang|reput)/i.test(
    `${title} ${description}`,
  );
}

function coversBlock({ start, end }: ServiceIssue, firstHit: number | undefined): boolean {
  if (firstHit === undefined || start === undefined) return false;
  return start - noticedWithin <= firstHit && (end === undefined || end >= firstHit);
}

const isForMail = ({ sku }: Subscription) => mailSku.test(sku);

/** `Warning` is the grace period after the end (subscribedSku, Microsoft Graph): it has lapsed. */
const isInForce = ({ state }: Subscription) => state === undefined || state === 'enabled';
