import { nameList } from '../code/nameList';
import { factsOf, type Sourced, timeText } from '../tenant/factSet';
import type { InboundConnector, OutboundConnector } from '../tenant/factTypes/mailFlowFacts';
import { administrators, ownDomains } from './accounts';
import { strangers } from './foreignUse';
import {
  hasForeignCertificate,
  isOfHybridWizard,
  isUnrestricted,
  isWildcard,
  mayRelay,
  trustedSettings,
} from './inboundRisk';
import { connectorName } from './logFacts';
import { ownAddresses } from './ownAddresses';
import { isNewNearBlock, latest } from './period';
import { isInRange } from './ranges';
import type { Circumstances, Match, Rule } from './rule';
import { habitsOf } from './signInHabits';

type Inbound = Sourced<'inbound-connectors'>;

const inbound = ({ tenant }: Circumstances) => factsOf(tenant, 'inbound-connectors');

const about = ({ fact, evidence }: Inbound, severity: Match['severity'], values = {}): Match => ({
  subject: fact.name,
  severity,
  values,
  evidence: [evidence],
});

/** Open to everybody: certain where the export says that it may relay. */
const openSeverity = ({ fact }: Inbound) => (fact.type === 'on-premises' ? 'critical' : 'warning');

export const connectorRules: readonly Rule[] = [
  {
    id: 'connector-wildcard',
    step: 'connectors',
    actions: ['inbound', 'remove'],
    sources: ['compromised-connector', 'inbound-connector-cmdlet'],
    find: (circumstances) =>
      inbound(circumstances)
        .filter(({ fact }) => isWildcard(fact) && isUnrestricted(fact))
        .map((each) => about(each, openSeverity(each))),
  },
  {
    id: 'connector-unrestricted',
    step: 'connectors',
    actions: ['inbound'],
    sources: ['inbound-connector-cmdlet'],
    find: (circumstances) =>
      inbound(circumstances)
        .filter(({ fact }) => !isWildcard(fact) && isUnrestricted(fact))
        .map((each) => about(each, 'warning')),
  },
  {
    id: 'connector-foreign',
    step: 'connectors',
    actions: ['inbound', 'remove'],
    sources: ['compromised-connector', 'inbound-connector-cmdlet'],
    find: (circumstances) => {
      const own = ownDomains(circumstances.tenant);
      return inbound(circumstances).flatMap((each) => {
        const { fact } = each;
        if (!mayRelay(fact) || fact.type === undefined || !hasForeignCertificate(fact, own)) return [];
        const severity = foreignSeverity(each, circumstances);
        return [
          about(each, severity, {
            certificate: fact.certificate ?? '',
            settings: nameList(trustedSettings(fact)),
            created: timeOf(fact),
          }),
        ];
      });
    },
  },
  {
    id: 'connector-trusted',
    step: 'connectors',
    actions: ['inbound', 'remove'],
    sources: ['compromised-connector', 'inbound-connector-cmdlet'],
    find: (circumstances) => {
      const own = ownDomains(circumstances.tenant);
      return inbound(circumstances).flatMap((each) => {
        const settings = trustedSettings(each.fact);
        if (!mayRelay(each.fact) || settings.length === 0 || hasForeignCertificate(each.fact, own)) return [];
        const isNew = isNewHere(each.fact, circumstances);
        return [about(each, isNew ? 'warning' : 'information', { settings: nameList(settings) })];
      });
    },
  },
  {
    id: 'connector-carries-block',
    step: 'connectors',
    actions: ['inbound', 'remove'],
    sources: ['compromised-connector', 'fix-ndr-codes'],
    find: (circumstances) =>
      inbound(circumstances).flatMap((each) => {
        if (!mayRelay(each.fact) || !isNewHere(each.fact, circumstances)) return [];
        const { count, evidence } = blockedThrough(each, circumstances);
        if (count === 0 || isOfHybridWizard(each.fact)) return [];
        const match = about(each, 'critical', { blocked: String(count), created: timeOf(each.fact) });
        return [{ ...match, evidence: [...match.evidence, ...evidence] }];
      }),
  },
  ...(['inbound', 'outbound'] as const).map(
    (direction): Rule => ({
      id: `connector-new-${direction}`,
      step: 'connectors',
      actions: [direction, 'audit'],
      sources: ['compromised-connector'],
      find: (circumstances) => {
        const { firstHit } = circumstances.logs;
        if (firstHit === undefined) return [];
        const own = ownAddresses(circumstances);
        return factsOf(circumstances.tenant, `${direction}-connectors`)
          .filter(({ fact }) => isNewNearBlock(fact, firstHit))
          .map(({ fact, evidence }) => ({
            subject: fact.name,
            severity: isOrdinary(fact, own) || !isNewHere(fact, circumstances) ? 'information' : 'warning',
            values: { changed: timeOf(fact), first: timeText(firstHit) },
            evidence: [evidence],
          }));
      },
    }),
  ),
  {
    id: 'connector-removed',
    step: 'connectors',
    actions: ['audit'],
    sources: ['compromised-connector', 'audit-log'],
    find: (circumstances) => removedConnectors(circumstances),
  },
  {
    id: 'connector-actor',
    step: 'connectors',
    actions: ['audit'],
    sources: ['compromised-connector', 'exchange-permissions'],
    find: ({ tenant }) => {
      const known = administrators(tenant);
      if (!known) return [];
      return connectorChanges({ tenant })
        .filter(({ fact }) => fact.actorType !== 'app' && !known.has(fact.actor))
        .map((each) => ({ ...changeOf(each), severity: 'warning' }));
    },
  },
  {
    id: 'connector-actor-country',
    step: 'connectors',
    actions: ['audit'],
    sources: ['compromised-connector', 'compromised-account'],
    find: ({ tenant, logs }) =>
      connectorChanges({ tenant }).flatMap((each) => {
        const from = habitsOf(tenant).of(each.fact.actor, each.fact.address);
        if (!from) return [];
        const { country, usual, strangeness, signIn } = from;
        const change = changeOf(each);
        return [
          {
            ...change,
            severity:
              strangeness === 'foreign' && logs.firstHit !== undefined
                ? ('critical' as const)
                : ('warning' as const),
            values: { ...change.values, country, usual },
            evidence: [...change.evidence, signIn.evidence],
          },
        ];
      }),
  },
  {
    id: 'connector-unused',
    step: 'connectors',
    actions: ['inbound'],
    sources: ['validate-connectors'],
    find: (circumstances) => {
      // Logs of own servers name their connectors, and never those of Exchange Online.
      const { tenant, logs } = circumstances;
      const traced = [
        ...factsOf(tenant, 'message-trace').flatMap(({ fact }) => fact.connector ?? []),
        ...logs.flows.flatMap(({ vantage, connector }) => (vantage === 'trace' ? (connector ?? []) : [])),
      ];
      const seen = new Set(traced.map(connectorName));
      if (seen.size === 0) return [];
      return inbound(circumstances)
        .filter(({ fact }) => !seen.has(connectorName(fact.name)))
        .map((each) => about(each, 'information'));
    },
  },
  {
    id: 'connector-blocked',
    step: 'connectors',
    actions: ['blocked'],
    sources: ['blocked-connectors'],
    find: ({ tenant }) =>
      factsOf(tenant, 'blocked-connectors').map(({ fact, evidence }) => ({
        subject: fact.connector,
        severity: 'critical',
        values: { reason: fact.reason ?? '' },
        evidence: [evidence],
      })),
  },
  {
    id: 'connector-smart-host',
    step: 'connectors',
    actions: ['outbound'],
    sources: ['use-connectors'],
    find: ({ tenant, logs }) => {
      const own = ownDomains(tenant);
      if (!own) return [];
      const met = new Set(logs.remoteHosts);
      const isKnown = (host: string) => met.has(host) || own.covers(host);
      return factsOf(tenant, 'outbound-connectors').flatMap(({ fact, evidence }) => {
        const unknown = fact.smartHosts.filter((host) => !isKnown(host));
        if (!fact.enabled || unknown.length === 0) return [];
        return [
          {
            subject: fact.name,
            severity: 'information',
            values: { hosts: nameList(unknown) },
            evidence: [evidence],
          },
        ];
      });
    },
  },
];

const timeOf = ({ created, changed }: { created?: number | undefined; changed?: number | undefined }) => {
  const at = latest(created, changed);
  return at === undefined ? '' : timeText(at);
};

/** Connectors that make a set of them. A default: an attacker adds one, rarely two. */
const wholeSet = 3;

/** New near the block, in a tenant that is not new as a whole: where all connectors are, somebody set them up together. */
function isNewHere(
  connector: InboundConnector | OutboundConnector,
  { tenant, logs: { firstHit } }: Circumstances,
): boolean {
  if (isNewNearBlock(connector, firstHit) !== true) return false;
  const all = [...factsOf(tenant, 'inbound-connectors'), ...factsOf(tenant, 'outbound-connectors')];
  const areNew = all.flatMap(({ fact }) => isNewNearBlock(fact, firstHit) ?? []);
  return areNew.length < wholeSet || areNew.includes(false);
}

/** Off, of the Hybrid Wizard, or taking mail from a partner or from addresses of the house alone. */
function isOrdinary(connector: InboundConnector | OutboundConnector, own: ReadonlySet<string>): boolean {
  if (!connector.enabled || isOfHybridWizard(connector)) return true;
  if ('smartHosts' in connector) return false;
  const { type, senderAddresses = [] } = connector;
  const isOwn = (range: string) => [...own].some((address) => isInRange(address, range));
  return type === 'partner' || (senderAddresses.length > 0 && senderAddresses.every(isOwn));
}

/**
 * A foreign certificate alone is that of a mail filter or a signature service. New near the block, or from an address that a foreign
 * sign-in has too, it is Microsoft's mark of a compromised connector; where nobody knows when it was made, it has to be asked about.
 */
function foreignSeverity({ fact }: Inbound, circumstances: Circumstances): Match['severity'] {
  if (isOfHybridWizard(fact)) return 'information';
  const isStrange = strangers(circumstances).some(({ address }) =>
    fact.senderAddresses?.some((range) => isInRange(address, range)),
  );
  const { tenant, logs } = circumstances;
  if (isStrange || isNewHere(fact, circumstances)) return 'critical';
  const list = tenant.exports.find(({ kind }) => kind === 'inbound-connectors');
  const isNew = isNewNearBlock(fact, logs.firstHit ?? list?.askedAt);
  // A date of which day and month may be the other way round proves no age.
  if (isNew === undefined || list?.dateOrder === 'ambiguous')
    return logs.firstHit === undefined ? 'information' : 'warning';
  return isNew ? 'warning' : 'information';
}

/** Blocked mails that came by a connector: a trace names it, or the address, not of the house, that it takes mail from. */
function blockedThrough({ fact }: Inbound, circumstances: Circumstances) {
  const own = ownAddresses(circumstances);
  const flows = circumstances.logs.flows.filter(({ vantage, blocked, connector, source }) => {
    if (vantage === 'server' || blocked === 0) return false;
    if (connector !== undefined) return connectorName(connector) === connectorName(fact.name);
    if (source === undefined || own.has(source)) return false;
    return fact.senderAddresses?.some((range) => isInRange(source, range)) ?? false;
  });
  return {
    count: flows.reduce((sum, { blocked }) => sum + blocked, 0),
    evidence: flows.slice(0, 3).map(({ evidence }) => evidence),
  };
}

function connectorChanges({ tenant }: Pick<Circumstances, 'tenant'>): Sourced<'audit-log'>[] {
  return factsOf(tenant, 'audit-log').filter(
    ({ fact }) =>
      (fact.action === 'connector-made' || fact.action === 'connector-changed') &&
      fact.succeeded !== false &&
      fact.actorType !== 'system',
  );
}

function changeOf({ fact, evidence }: Sourced<'audit-log'>): Omit<Match, 'severity'> {
  return {
    subject: fact.target ?? fact.actor,
    values: {
      actor: fact.actor,
      operation: fact.operation,
      at: fact.at === undefined ? '' : timeText(fact.at),
      address: fact.address ?? '',
    },
    evidence: [evidence],
  };
}

/** Connectors that the audit log saw removed and that are gone; what was made shortly before it served for a while only. */
function removedConnectors({ tenant, logs: { firstHit } }: Circumstances): Match[] {
  const entries = factsOf(tenant, 'audit-log').filter(
    ({ fact }) => fact.succeeded !== false && fact.actorType !== 'system' && fact.target !== undefined,
  );
  const there = new Set(
    [...factsOf(tenant, 'inbound-connectors'), ...factsOf(tenant, 'outbound-connectors')].map(({ fact }) =>
      connectorName(fact.name),
    ),
  );
  return entries.flatMap((removed) => {
    const { action, target = '' } = removed.fact;
    if (action !== 'connector-removed' || there.has(connectorName(target))) return [];
    const isSame = ({ fact }: Sourced<'audit-log'>) =>
      connectorName(fact.target ?? '') === connectorName(target);
    const made = entries.find((each) => each.fact.action === 'connector-made' && isSame(each));
    const isAgain = (made?.fact.at ?? 0) > (removed.fact.at ?? 0);
    if (isAgain) return [];
    return [
      {
        ...changeOf(removed),
        severity: removedSeverity(made, tenant, firstHit),
        values: {
          ...changeOf(removed).values,
          made: made?.fact.at === undefined ? '' : timeText(made.fact.at),
          maker: made?.fact.actor ?? '',
        },
        evidence: made ? [made.evidence, removed.evidence] : [removed.evidence],
      },
    ];
  });
}

/** Made near the block and gone again is how attackers cover it up; with a foreign certificate or address, it is certain. */
function removedSeverity(
  made: Sourced<'audit-log'> | undefined,
  tenant: Circumstances['tenant'],
  firstHit: number | undefined,
): Match['severity'] {
  if (!made || isNewNearBlock({ created: made.fact.at }, firstHit) !== true) return 'information';
  const {
    TlsSenderCertificateName: certificate = '',
    ConnectorType = '',
    ConnectorSource,
  } = made.fact.parameters ?? {};
  if (/partner/i.test(ConnectorType) || isOfHybridWizard({ connectorSource: ConnectorSource }))
    return 'information';
  const connector = { name: '', enabled: true, certificate };
  const isForeign =
    hasForeignCertificate(connector, ownDomains(tenant)) ||
    habitsOf(tenant).of(made.fact.actor, made.fact.address)?.strangeness === 'foreign';
  return isForeign ? 'critical' : 'warning';
}
