import { evidenceKey } from '../incident/finding';
import { factsOf, type Sourced } from '../tenant/factSet';
import { networkLine } from './addresses';
import type { Picture } from './picture';
import { isStrangeActor } from './signs/connectors';
import type { StoryConcern } from './storyConcern';
import type { StoryKind, StoryPart } from './storyRow';

type Entry = Sourced<'audit-log'>;

/** Settings that send mail on. */
const forwards = /^(?:Forward|Redirect|DeliverToMailboxAndForward|BlindCopyTo|CopyTo|AddToRecipients)/;

/** Entries of the audit log about those whom the causes name, or by strangers in their names. */
export function auditRows(picture: Picture, concern: StoryConcern): StoryPart[] {
  return factsOf(picture.tenant, 'audit-log').flatMap((entry): StoryPart[] => {
    const { action, actor, at, address, succeeded } = entry.fact;
    if (at === undefined || at < picture.since || succeeded === false) return [];
    if (action === 'signed-in') return strangerSignedIn(entry, concern);
    if (action === 'sign-in-failed' || action === 'outbound-policy' || !isTold(entry, at, picture, concern))
      return [];
    return [
      {
        kind: kindOf(entry),
        at,
        name: subjectOf(entry, concern),
        object: objectOf(entry),
        actor: concern.nameOf(actor),
        address,
        evidence: [entry.evidence],
      },
    ];
  });
}

function strangerSignedIn({ fact, evidence }: Entry, { accounts, lines }: StoryConcern): StoryPart[] {
  const { actor, at = 0, address } = fact;
  return address !== undefined && accounts.has(actor.toLowerCase()) && lines.has(networkLine(address))
    ? [{ kind: 'sign-in', at, name: actor.toLowerCase(), address, evidence: [evidence] }]
    : [];
}

/**
 * Before the block, what strangers did, and whatever happened to what they made; from then on also what was done about it. The house's
 * own everyday work on an account before the block is not told.
 */
function isTold(entry: Entry, at: number, picture: Picture, concern: StoryConcern): boolean {
  const { actor, address, target, mailbox, parameters } = entry.fact;
  const [who, what, whose] = [actor, target ?? '', mailbox ?? ''].map((each) =>
    concern.nameOf(each).toLowerCase(),
  ) as [string, string, string];
  if (concern.names.has(what) || concern.names.has(who) || concern.proved.has(evidenceKey(entry.evidence)))
    return true;
  if (concern.accounts.has(who) && isStrangeActor(picture, who, address)) return true;
  if (!concern.accounts.has(what) && !concern.accounts.has(whose)) return false;
  const sendsOn = Object.keys(parameters ?? {}).some((name) => forwards.test(name));
  return at >= picture.block || (concern.kinds.has('mailbox-forwarding') && sendsOn);
}

function kindOf({ fact: { action, parameters } }: Entry): StoryKind {
  const isOff = /^(?:false|\$false)$/i.test(parameters?.Enabled ?? '');
  if (action === 'connector-changed' && isOff) return 'connector-removed';
  return action as StoryKind;
}

/** The rule in a mailbox, and the role or right that was given. */
function objectOf({ fact: { action, target, role, parameters } }: Entry): string | undefined {
  if (action === 'inbox-rule' || action === 'inbox-rule-removed') return target;
  if (action === 'mailbox-permission') return parameters?.AccessRights;
  // Entra writes a consent as the list of all that it changed.
  return /\bScope: *([^,\]]+)/.exec(role ?? '')?.[1]?.trim() ?? role;
}

/** What was changed; of what lies in a mailbox, the mailbox. */
function subjectOf({ fact }: Entry, { nameOf }: StoryConcern): string {
  const { target, mailbox, actor, action } = fact;
  if (mailbox !== undefined && action !== 'mailbox-permission') return nameOf(mailbox);
  return nameOf(target ?? mailbox ?? actor);
}
