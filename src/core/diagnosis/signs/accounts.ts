import { factsOf, timeText } from '../../tenant/factSet';
import { networkLine } from '../addresses';
import type { Sign } from '../cause';
import type { Picture } from '../picture';
import { isStrangeActor } from './connectors';
import { account, burstsOf, strangeLines } from './mail';

const hour = 3_600_000;

/** Failed sign-ins of one account that are more than the strangers of every day. */
const fewestFailures = 20;

/** Clients that send mail by SMTP AUTH. */
const isSmtp = (client: string | undefined) => client !== undefined && /smtp/i.test(client);

/** Words of a rule that keeps bounces and answers from the owner's eyes (Microsoft: "Responding to a compromised email account"). */
const hiddenWords =
  /undeliver|delivery (?:status|fail)|mailer-daemon|postmaster|hack|phish|spam|virus|malware|non recapitabile|mancato recapito/i;
const quietFolder =
  /(?:^|[\\/:])(?:rss[ -]?(?:feeds?|subscriptions?)|archive|junk[ -]?e?-?mail|deleted items|conversation history|notes?|feed rss|sottoscrizioni rss|archivio|posta indesiderata|posta eliminata|cronologia conversazioni|note)\s*$/i;
/** A name without a letter or of one sign alone is nobody's order. */
const isHiddenName = (name: string) => /^[^\p{L}\p{N}]*$/u.test(name) || /^.$/u.test(name.trim());

/** Whether a rule hides mail: by two marks of three, since ordinary rules have one. */
function hides(rule: {
  readonly name: string;
  readonly folder?: string | undefined;
  readonly deletes: boolean;
  readonly words: readonly string[];
}): boolean {
  const marks = [
    isHiddenName(rule.name),
    rule.deletes || (rule.folder !== undefined && quietFolder.test(rule.folder)),
    rule.words.some((word) => hiddenWords.test(word)),
  ];
  return marks.filter(Boolean).length >= 2;
}

const auditRules = (picture: Picture) =>
  factsOf(picture.tenant, 'audit-log').filter(
    ({ fact }) => fact.action === 'inbox-rule' && fact.succeeded !== false,
  );

/** Parameters of a cmdlet by their names in lower case. */
function parameter(
  parameters: Readonly<Record<string, string>> | undefined,
  name: string,
): string | undefined {
  const key = Object.keys(parameters ?? {}).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : parameters?.[key];
}

/** Whoever sends from a line, with the account that signed in from it. */
function joined(picture: Picture) {
  return burstsOf(picture).flatMap(({ activity }) =>
    strangeLines(picture, activity).flatMap((line) =>
      [...picture.people.usersAt(line)].map((user) => ({ line, user, sender: activity.sender, activity })),
    ),
  );
}

export const accountSigns = {
  /** Exchange Online restricted the account from sending. */
  restricted: ({ tenant }) =>
    factsOf(tenant, 'blocked-senders').map(({ fact, evidence }) => ({
      culprit: account(fact.address.toLowerCase()),
      evidence: [evidence],
    })),

  /** Signed in from a line that is nobody's, in a country where the account is not at home. */
  'strange-sign-in': (picture) =>
    picture.people.users().flatMap((user) => {
      const [first, ...others] = picture.people
        .strangeSignIns(user, picture.since)
        .filter(({ fact }) => fact.at < picture.block && !isSmtp(fact.clientApp));
      if (!first) return [];
      const { country = '?', address = '', at } = first.fact;
      return [
        {
          culprit: account(user),
          values: { address, country, at: timeText(at) },
          evidence: [first, ...others].slice(0, 3).map(({ evidence }) => evidence),
        },
      ];
    }),

  /** Went abroad and stayed there, as somebody on a journey does. */
  'signs-in-abroad': (picture) =>
    burstsOf(picture).flatMap(({ activity: { sender } }) => {
      const [first, ...others] = picture.people.journeyOf(sender, picture.since);
      if (!first) return [];
      const { country = '?', at } = first.fact;
      return [
        {
          culprit: account(sender),
          values: { country, at: timeText(at) },
          evidence: [first, ...others].slice(0, 2).map(({ evidence }) => evidence),
        },
      ];
    }),

  /** The line of a strange sign-in was still used within the day before the block. */
  'strange-until-block': (picture) =>
    picture.people.users().flatMap((user) => {
      const late = picture.people
        .strangeSignIns(user, picture.since)
        .filter(({ fact }) => fact.last > picture.block - 24 * hour && fact.at < picture.block + 24 * hour);
      const [first] = late;
      return first
        ? [
            {
              culprit: account(user),
              values: { address: first.fact.address ?? '' },
              evidence: [first.evidence],
            },
          ]
        : [];
    }),

  /** The line from which the mails came is the line of a sign-in. */
  'sign-in-where-mail-came-from': (picture) =>
    joined(picture).map(({ line, user, sender, activity }) => ({
      culprit: account(user.includes('@') ? user : sender),
      values: { address: line, sender },
      evidence: [
        ...activity.evidence.slice(0, 1),
        ...picture.people
          .signInsOf(user)
          .filter(({ fact }) => fact.address !== undefined && networkLine(fact.address) === line)
          .slice(0, 1)
          .map(({ evidence }) => evidence),
      ],
    })),

  /** Signed in by SMTP AUTH from a strange line. */
  'strange-smtp-sign-in': (picture) =>
    picture.people.users().flatMap((user) => {
      const [first] = picture.people
        .strangeSignIns(user, picture.since)
        .filter(({ fact }) => fact.at < picture.block && isSmtp(fact.clientApp));
      return first
        ? [
            {
              culprit: account(user),
              values: { address: first.fact.address ?? '', country: first.fact.country ?? '?' },
              evidence: [first.evidence],
            },
          ]
        : [];
    }),

  /** Passwords of one account were tried by SMTP AUTH from many addresses. */
  'smtp-guessing': (picture) => {
    const failed = new Map<
      string,
      { count: number; readonly lines: Set<string>; readonly evidence: Sourced[] }
    >();
    for (const { fact, evidence } of factsOf(picture.tenant, 'sign-ins')) {
      if (fact.outcome !== 'failure' || !isSmtp(fact.clientApp) || fact.at > picture.block) continue;
      const known = failed.get(fact.user) ?? { count: 0, lines: new Set(), evidence: [] };
      failed.set(fact.user, known);
      known.count += fact.count;
      if (fact.address !== undefined) known.lines.add(networkLine(fact.address));
      if (known.evidence.length < 2) known.evidence.push(evidence);
    }
    return [...failed].flatMap(([user, { count, lines, evidence }]) =>
      count >= fewestFailures && lines.size >= 5
        ? [
            {
              culprit: account(user),
              values: { count: String(count), addresses: String(lines.size) },
              evidence,
            },
          ]
        : [],
    );
  },

  /** An inbox rule that hides bounces and answers. */
  'rule-hides': (picture) =>
    factsOf(picture.tenant, 'inbox-rules').flatMap(({ fact, evidence }) => {
      if (fact.mailbox === undefined || !fact.enabled) return [];
      if (!hides({ ...fact, words: fact.words ?? [] })) return [];
      return [
        { culprit: account(fact.mailbox.toLowerCase()), values: { rule: fact.name }, evidence: [evidence] },
      ];
    }),

  /** The audit log has such a rule being made. */
  'rule-hides-made': (picture) =>
    auditRules(picture).flatMap(({ fact, evidence }) => {
      const { parameters, mailbox, target, actor, at } = fact;
      if (at !== undefined && at < picture.since) return [];
      const name = parameter(parameters, 'Name') ?? target?.slice(target.lastIndexOf('\\') + 1) ?? 'rule';
      const words = Object.entries(parameters ?? {}).flatMap(([key, value]) =>
        /words$/i.test(key) ? [value] : [],
      );
      const deletes = [parameter(parameters, 'DeleteMessage'), parameter(parameters, 'SoftDeleteMessage')];
      const folder = parameter(parameters, 'MoveToFolder');
      if (!hides({ name, folder, deletes: deletes.some((each) => /^true$/i.test(each ?? '')), words }))
        return [];
      const owner = actor.includes('@') ? actor : (mailbox ?? actor);
      return [{ culprit: account(owner.toLowerCase()), values: { rule: name }, evidence: [evidence] }];
    }),

  /** What the account did in the audit log came from a line that is nobody's. */
  'audit-from-strange-line': (picture) =>
    factsOf(picture.tenant, 'audit-log').flatMap(({ fact, evidence }) => {
      const { address, actor, at, action } = fact;
      if (address === undefined || at === undefined || at < picture.since || at > picture.block) return [];
      if (!actor.includes('@') || fact.succeeded === false || action === 'sign-in-failed') return [];
      const isStrange = picture.people
        .strangeSignIns(actor.toLowerCase(), picture.since)
        .some(
          (each) =>
            each.fact.address !== undefined && networkLine(each.fact.address) === networkLine(address),
        );
      if (!isStrange || action === 'signed-in') return [];
      return [
        {
          culprit: account(actor.toLowerCase()),
          values: { address, operation: fact.operation },
          evidence: [evidence],
        },
      ];
    }),

  /** Sent in the name of another mailbox, from a line that is nobody's. */
  'sent-as-others': (picture) =>
    factsOf(picture.tenant, 'audit-log').flatMap(({ fact, evidence }) => {
      const { action, actor, address, at, mailbox, target } = fact;
      if (action !== 'sent-as' || at === undefined || at < picture.since || at > picture.block) return [];
      if (address === undefined || !isStrangeActor(picture, actor, address)) return [];
      const other = mailbox ?? target ?? '';
      return [{ culprit: account(actor.toLowerCase()), values: { other, address }, evidence: [evidence] }];
    }),

  /** Sign-ins of the sender were read, and all are from known lines. */
  'sign-ins-known': (picture) =>
    burstsOf(picture).flatMap(({ activity: { sender } }) => {
      const signIns = picture.people.signInsOf(sender);
      if (signIns.length === 0 || picture.people.strangeSignIns(sender, picture.since).length > 0) return [];
      return [
        {
          culprit: account(sender),
          values: { count: String(signIns.length) },
          evidence: signIns.slice(0, 1).map(({ evidence }) => evidence),
        },
      ];
    }),
} as const satisfies Readonly<Record<string, Sign>>;

type Sourced = ReturnType<Sign>[number]['evidence'][number];
