import { evidenceKey } from '../incident/finding';
import { MailboxNames } from '../tenant/mailboxNames';
import { networkLine } from './addresses';
import type { CauseKind } from './cause';
import type { Cause, SeenSign } from './diagnosis';
import type { Picture } from './picture';
import { Apps } from './signs/apps';
import { lastPart } from './signs/connectors';

/** A cause beside the best is told of from here on. */
const alsoTold = 0.3;

/** Of whom the story is: those whom the causes name, and whoever did it for them. */
export interface StoryConcern {
  readonly kinds: ReadonlySet<CauseKind>;
  /** Addresses of accounts and mailboxes, in lower case. */
  readonly accounts: ReadonlySet<string>;
  /** Connectors, apps, servers, domains, rules and entries as the causes write them, by their names in lower case. */
  readonly names: ReadonlyMap<string, string>;
  /** Lines from which strangers worked, or mail came that is none of the tenant's. */
  readonly lines: ReadonlySet<string>;
  readonly seen: readonly SeenSign[];
  /** Places that prove a cause (see `evidenceKey`). */
  readonly proved: ReadonlySet<string>;
  /** An account or a name in the words of the story: an address for an id, the name of an app for its number. */
  nameOf(written: string): string;
}

/** Signs that name who did it, beside what was made. */
const byStrangers = new Set(['connector-made-from-strange-line', 'app-changed-from-strange-line']);
/** Signs whose address is a stranger's. */
const strangeAddress = new Set([
  ...byStrangers,
  'connector-used',
  'from-strange-line',
  'sign-in-where-mail-came-from',
  'strange-sign-in',
  'strange-smtp-sign-in',
]);

export function concernOf(picture: Picture, causes: readonly Cause[]): StoryConcern {
  const told = causes.filter(({ confidence }, index) => index === 0 || confidence >= alsoTold);
  const seen = told.flatMap(({ reasons }) => reasons);
  const culprits = told.flatMap((cause) => cause.culprits).filter(({ name }) => name !== '');
  const isAccount = ({ type }: { readonly type: string }) => type === 'account' || type === 'mailbox';
  const actors = seen.flatMap(({ sign, values }) => (byStrangers.has(sign) ? [values?.actor ?? ''] : []));
  const [mailboxes, apps] = [new MailboxNames(picture.tenant), new Apps(picture)];
  const lower = (names: readonly string[]) => new Set(names.map((name) => name.toLowerCase()));
  return {
    kinds: new Set(told.map(({ kind }) => kind)),
    accounts: lower([
      ...culprits.filter(isAccount).map(({ name }) => name),
      ...actors.filter((each) => each.includes('@')),
    ]),
    names: new Map(
      [
        ...culprits.filter((each) => !isAccount(each)).map(({ name }) => name),
        // Of inbox rules the mailbox tells whose they are; many have one name.
        ...seen.flatMap(({ sign, values }) => (sign === 'rule-removes-headers' ? (values?.rule ?? []) : [])),
      ].map((name) => [name.toLowerCase(), name]),
    ),
    lines: new Set(
      seen.flatMap(({ sign, values }) =>
        strangeAddress.has(sign) && values?.address ? [networkLine(values.address)] : [],
      ),
    ),
    seen,
    proved: new Set(seen.flatMap(({ evidence }) => evidence.map(evidenceKey))),
    nameOf(written) {
      const address = mailboxes.addressOf(written);
      return address.includes('@') ? address : apps.nameOf(lastPart(address));
    },
  };
}
