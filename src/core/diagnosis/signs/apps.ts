import { nameList } from '../../code/nameList';
import { factsOf, type Sourced } from '../../tenant/factSet';
import type { NamedCulprit, Observation, Sign } from '../cause';
import type { Picture } from '../picture';
import { isStrangeActor, lastPart } from './connectors';
import { burstsOf } from './mail';

/** Rights with which an app sends as anybody, or changes how mail flows. */
const sending =
  /^(?:Mail\.Send(?:\.Shared)?|full_access_as_app|SMTP\.Send(?:AsApp)?|Exchange\.ManageAsApp|EWS\.AccessAsUser\.All|RoleManagement\.ReadWrite\.Directory|AppRoleAssignment\.ReadWrite\.All|Directory\.ReadWrite\.All)$/i;

/** Names and ids of apps, so that an entry that has one id and an export that has another mean the same. */
export class Apps {
  private readonly names = new Map<string, string>();

  constructor({ tenant }: Picture) {
    for (const { fact } of factsOf(tenant, 'service-principals'))
      this.learn(fact.name, [fact.id, fact.appId]);
    for (const { fact } of factsOf(tenant, 'app-permissions')) this.learn(fact.app, fact.ids);
  }

  nameOf(written: string): string {
    const name = lastPart(written).trim();
    const key = name.replace(/^(?:ServicePrincipal|Application)_/i, '').toLowerCase();
    return this.names.get(key) ?? name.replace(/^(?:ServicePrincipal|Application)_/i, '');
  }

  private learn(name: string, ids: readonly (string | undefined)[]): void {
    for (const id of ids)
      if (id !== undefined && !/^[0-9a-f-]{36}$/i.test(name)) this.names.set(id.toLowerCase(), name);
  }
}

const app = (name: string): NamedCulprit => ({ type: 'app', name });

const isRecent = (at: number | undefined, { since, block }: Picture) =>
  at === undefined || (at >= since && at <= block);

function granted(picture: Picture): Sourced<'audit-log'>[] {
  const actions = new Set(['consent', 'app-role-assigned', 'app-made', 'app-credential']);
  return factsOf(picture.tenant, 'audit-log').filter(
    ({ fact }) =>
      (actions.has(fact.action) || (fact.action === 'role-member-added' && fact.targetType === 'app')) &&
      fact.succeeded !== false &&
      fact.target !== undefined &&
      isRecent(fact.at, picture),
  );
}

const eachGrant = (
  picture: Picture,
  tell: (entry: Sourced<'audit-log'>['fact'], name: string) => boolean,
) => {
  const apps = new Apps(picture);
  return granted(picture).flatMap(({ fact, evidence }): Observation[] => {
    const name = apps.nameOf(fact.target ?? '');
    if (!tell(fact, name)) return [];
    return [
      {
        culprit: app(name),
        values: { actor: fact.actor, address: fact.address ?? '–', operation: fact.operation },
        evidence: [evidence],
      },
    ];
  });
};

export const appSigns = {
  /** It was made, or given rights or a secret, shortly before the block. */
  'app-changed': (picture) => eachGrant(picture, () => true),

  /** Whoever did that came from a strange line. */
  'app-changed-from-strange-line': (picture) =>
    eachGrant(
      picture,
      ({ actor, address, actorType }) => actorType !== 'app' && isStrangeActor(picture, actor, address),
    ),

  /** The account that consented to it is the one that then sent far more. */
  'app-of-burst': (picture) => {
    const senders = new Set(burstsOf(picture).map(({ activity }) => activity.sender));
    return eachGrant(
      picture,
      ({ action, actor }) => action === 'consent' && senders.has(actor.toLowerCase()),
    );
  },

  /** Whoever did that came from where administrators work. */
  'app-changed-at-home': (picture) =>
    eachGrant(picture, ({ address }) => address !== undefined && picture.people.isKnown(address)),

  /** It may send as everybody, or change how mail flows. */
  'app-may-send': (picture) => {
    const apps = new Apps(picture);
    const principals = factsOf(picture.tenant, 'service-principals').flatMap(({ fact, evidence }) => {
      const rights = fact.appRoles.filter((role) => sending.test(role));
      return rights.length > 0
        ? [
            {
              culprit: app(fact.name),
              values: { rights: nameList(rights, rights.length) },
              evidence: [evidence],
            },
          ]
        : [];
    });
    const permissions = factsOf(picture.tenant, 'app-permissions').flatMap(({ fact, evidence }) => {
      const rights = fact.permissions.filter((permission) => sending.test(permission));
      return rights.length > 0
        ? [
            {
              culprit: app(apps.nameOf(fact.app)),
              values: { rights: nameList(rights, rights.length) },
              evidence: [evidence],
            },
          ]
        : [];
    });
    const logged = granted(picture).flatMap(({ fact, evidence }) => {
      const rights = (fact.role ?? '').split(/[\s,;]+/).filter((role) => sending.test(role));
      return rights.length > 0
        ? [
            {
              culprit: app(apps.nameOf(fact.target ?? '')),
              values: { rights: nameList(rights, rights.length) },
              evidence: [evidence],
            },
          ]
        : [];
    });
    return [...principals, ...permissions, ...logged];
  },

  /** It is younger than the attack can be. */
  'app-new': ({ tenant, since, block }) =>
    factsOf(tenant, 'service-principals').flatMap(({ fact, evidence }) =>
      fact.created !== undefined && fact.created >= since && fact.created <= block
        ? [{ culprit: app(fact.name), evidence: [evidence] }]
        : [],
    ),

  /** A secret or certificate of it is younger than the attack can be, and it is not. */
  'app-new-secret': ({ tenant, since, block }) =>
    factsOf(tenant, 'service-principals').flatMap(({ fact, evidence }) =>
      fact.credentialAdded !== undefined &&
      fact.credentialAdded >= since &&
      fact.credentialAdded <= block &&
      (fact.created ?? 0) < since
        ? [{ culprit: app(fact.name), evidence: [evidence] }]
        : [],
    ),

  /** It may only read, and cannot have sent. */
  'app-cannot-send': ({ tenant }) =>
    factsOf(tenant, 'service-principals').flatMap(({ fact, evidence }) =>
      fact.appRoles.length > 0 && fact.roles.length === 0 && !fact.appRoles.some((role) => sending.test(role))
        ? [{ culprit: app(fact.name), evidence: [evidence] }]
        : [],
    ),

  /** It is a member of a role that manages Exchange. */
  'app-administrator': (picture) => {
    const apps = new Apps(picture);
    const members = factsOf(picture.tenant, 'role-members').flatMap(({ fact, evidence }) => {
      const isPerson = fact.names.some((name) => name.includes('@'));
      if (!(fact.isPrivileged || fact.managesExchange)) return [];
      const known = apps.nameOf(fact.id ?? fact.names[0] ?? '');
      const isApp = fact.principal === 'app' || (!isPerson && known !== fact.id && known !== fact.names[0]);
      return isApp ? [{ culprit: app(known), values: { role: fact.role ?? '' }, evidence: [evidence] }] : [];
    });
    const logged = granted(picture).flatMap(({ fact, evidence }) =>
      fact.action === 'role-member-added'
        ? [
            {
              culprit: app(apps.nameOf(fact.target ?? '')),
              values: { role: fact.role ?? '' },
              evidence: [evidence],
            },
          ]
        : [],
    );
    return [...members, ...logged];
  },

  /** A connector was made by an app, and by no person. */
  'connector-made-by-app': (picture) => {
    const apps = new Apps(picture);
    return factsOf(picture.tenant, 'audit-log').flatMap(({ fact, evidence }) => {
      if (fact.action !== 'connector-made' || fact.actor.includes('@') || fact.actorType === 'system')
        return [];
      const isApp = fact.actorType === 'app' || /^(?:ServicePrincipal_)?[0-9a-f-]{36}$/i.test(fact.actor);
      if (!isApp || !isRecent(fact.at, picture)) return [];
      return [
        {
          culprit: app(apps.nameOf(fact.actor)),
          values: { connector: lastPart(fact.target ?? '') },
          evidence: [evidence],
        },
      ];
    });
  },
} as const satisfies Readonly<Record<string, Sign>>;
