import { isExchangeOnline } from '../../bounce/microsoft';
import { nameList } from '../../code/nameList';
import { timeText } from '../../tenant/factSet';
import { cloudLine, isExchangeOnlineAddress, isInside } from '../addresses';
import type { NamedCulprit, Observation, Sign } from '../cause';
import type { Picture } from '../picture';
import { mostOfADay, type SenderActivity, sentWithin, shareOutside } from '../senders';

const hour = 3_600_000;
const day = 24 * hour;

/** A default: fewer mails a day than this are said of nobody; a person with much to do sends some dozens. */
const fewest = 50;
/** A default: a day this many times the busiest day before is unusual; people's busy days stay within two times. */
const ownFactor = 3;
/** A default for those without a past: this many times what the next sender of the tenant sent. */
const othersFactor = 4;
/** A default: fewer mails that waited are every day's, and so are those that are less than half of what was sent. */
const fewestWaiting = 5;
/** Data from so long before the block says what is usual. */
const past = 2 * day;

/** A default: from where somebody has sent for longer, it is theirs; who breaks in sends soon. */
const newFor = 3 * day;

/** A default: mails by one login from the outside that are more than somebody on the way sends. */
const fewestOfLogin = 20;

/** Defaults: tries at one login, and addresses they came from, that are more than the strangers of every day. */
const [fewestGuesses, fewestGuessers] = [20, 5];

/** Users as which web servers run (Debian, Red Hat, SUSE, Alpine, BSD). */
const webUser = /^(?:www|www-data|apache2?|nginx|httpd?|wwwrun|nobody)@/i;

/** How a sender's mail of the day before the block compares. */
export interface Burst {
  readonly activity: SenderActivity;
  /** Mails of the 24 hours before the block and the hour after it. */
  readonly sent: number;
  /** The busiest 24 hours before; undefined where nothing is known of them. */
  readonly usual: number | undefined;
}

const cache = new WeakMap<Picture, readonly Burst[]>();

/** Own senders who sent far more before the block than before, most first. */
export function burstsOf(picture: Picture): readonly Burst[] {
  const known = cache.get(picture);
  if (known) return known;
  const { block, dataFrom, ownSenders } = picture;
  const knowsPast = dataFrom < block - past;
  const recent = ownSenders
    .map((activity) => ({ activity, sent: Math.round(sentWithin(activity, block - day, block + hour)) }))
    .sort((one, other) => other.sent - one.sent);
  const bursts = recent.flatMap(({ activity, sent }, index): Burst[] => {
    if (sent < fewest) return [];
    const usual = knowsPast ? Math.round(mostOfADay(activity, block - day)) : undefined;
    const next = recent[index + 1]?.sent ?? 0;
    const isUnusual =
      usual === undefined ? sent >= othersFactor * next : sent >= ownFactor * Math.max(usual, 5);
    return isUnusual ? [{ activity, sent, usual }] : [];
  });
  cache.set(picture, bursts);
  return bursts;
}

/** When a burst began: the first hour of the day before the block that alone brought a tenth of it, or more than any hour before. */
export function burstBegin(
  { block }: Pick<Picture, 'block'>,
  { activity: { hours }, sent }: { readonly activity: Pick<SenderActivity, 'hours'>; readonly sent: number },
): number {
  const before = [...hours].flatMap(([at, count]) => (at < block - day ? [count] : []));
  const usual = Math.max(0, ...before);
  const within = [...hours]
    .filter(([at]) => at >= block - day - hour && at < block + hour)
    .sort(([one], [other]) => one - other);
  const begin = within.find(([, count]) => count > usual && count >= sent / 10) ?? within[0];
  return begin?.[0] ?? block;
}

export const account = (name: string): NamedCulprit => ({ type: 'account', name });

/** Lines from which most of a burst came, while the sender, and everybody else, had used others so far. */
export function strangeLines(picture: Picture, { lines, sender }: SenderActivity): string[] {
  const total = [...lines.values()].reduce((sum, { count }) => sum + count, 0);
  return [...lines].flatMap(([line, { count, first }]) => {
    const isNew = first >= picture.block - newFor && first > picture.dataFrom + hour;
    if (count < total / 4 || !isNew || picture.people.isOffice(line) || line === cloudLine) return [];
    if (picture.people.isChangingAddressOf(sender, line)) return [];
    return isSharedQuietly(picture, sender, line) ? [] : [line];
  });
}

/**
 * True for a line that the sender used before the day of the burst, or that others use too. Of a line that is seen on that day alone nobody
 * can tell, nor of a mail server of the house that hands in what several wrote: it does not say from where they did.
 */
function isUsual(picture: Picture, { lines, sender }: SenderActivity, line: string): boolean {
  if (line === cloudLine || (isInside(line) && isSharedQuietly(picture, sender, line))) return false;
  const isOld = (lines.get(line)?.first ?? picture.block) < picture.block - day;
  // A host of the house that never sent before is not known to be at work.
  const isHome = !isInside(line) && picture.people.isOffice(line);
  return (
    (isOld && !picture.people.isChangingAddressOf(sender, line)) ||
    isHome ||
    isSharedQuietly(picture, sender, line)
  );
}

/** True for a line that another own sender uses too, and not only for a burst: one stranger may have several accounts. */
function isSharedQuietly(picture: Picture, sender: string, line: string): boolean {
  const loud = new Set(burstsOf(picture).map(({ activity }) => activity.sender));
  return picture.ownSenders.some(
    (other) => other.sender !== sender && !loud.has(other.sender) && other.lines.has(line),
  );
}

/** True where the house's mail of the days before has next to nothing within an hour of that hour of the day. */
function isStrangeHour({ ownSenders, block, dataFrom }: Picture, at: number): boolean {
  if (dataFrom >= block - past) return false;
  const distance = (one: number, other: number) => {
    const apart = Math.abs((one % day) - (other % day));
    return Math.min(apart, day - apart);
  };
  let [all, near] = [0, 0];
  for (const { hours } of ownSenders)
    for (const [hourOfMail, count] of hours) {
      if (hourOfMail >= block - day) continue;
      all += count;
      if (distance(hourOfMail, at) <= hour) near += count;
    }
  return all >= fewest && near < all / 100;
}

const burstOf = ({ activity, sent, usual }: Burst): Observation => ({
  culprit: account(activity.sender),
  values: { count: String(sent), usual: usual === undefined ? '–' : String(usual) },
  evidence: activity.evidence,
});

export const mailSigns = {
  /** Sent far more before the block than ever before. */
  burst: (picture) => burstsOf(picture).map((burst) => burstOf(burst)),

  /** Where delivered mail was only counted: far more left in the day before the block than ever before, and most was one sender's. */
  'counted-burst': ({ logs: { counted }, block, isOwnSender }) => {
    if (!counted) return [];
    const hours = new Map(counted.hours.map(({ at, count }) => [at, count]));
    const [first, second] = counted.senders;
    const earliest = counted.hours[0]?.at ?? block;
    if (!first || !isOwnSender(first.name) || earliest >= block - past) return [];
    const sent = sentWithin({ hours }, block - day, block + hour);
    const usual = mostOfADay({ hours }, block - day);
    if (sent < fewest || sent < ownFactor * Math.max(usual, 5)) return [];
    if (first.count < sent / 2 || first.count < othersFactor * (second?.count ?? 0)) return [];
    return [
      {
        culprit: account(first.name.toLowerCase()),
        values: {
          ...{ count: String(first.count), all: String(sent), usual: String(usual) },
          at: timeText(burstBegin({ block }, { activity: { hours }, sent })),
        },
        evidence: [first.evidence],
      },
    ];
  },

  /** Sent nearly all that left the tenant on that day. */
  'most-of-all': (picture) => {
    const [first] = burstsOf(picture);
    const all = picture.ownSenders.reduce(
      (sum, each) => sum + sentWithin(each, picture.block - day, picture.block),
      0,
    );
    if (!first || first.sent < all / 2) return [];
    const share = `${Math.round((100 * Math.min(first.sent, all)) / Math.max(1, all))} %`;
    return [{ ...burstOf(first), values: { share } }];
  },

  /** The burst came from a line that nobody of the tenant had used. */
  'from-strange-line': (picture) =>
    burstsOf(picture).flatMap(({ activity }) =>
      strangeLines(picture, activity).map((line) => ({
        culprit: account(activity.sender),
        values: { address: line },
        evidence: activity.evidence,
      })),
    ),

  /** The burst came from where the sender sent before, or from where the others of the house send. */
  'from-usual-line': (picture) =>
    burstsOf(picture).flatMap(({ activity, sent }) => {
      const [most] = [...activity.lines].sort(([, one], [, other]) => other.count - one.count);
      // Of a burst whose mails name no address nobody knows where it came from.
      if (!most || most[1].count < sent / 2 || !isUsual(picture, activity, most[0])) return [];
      if (strangeLines(picture, activity).length > 0 || activity.logins.size > 0) return [];
      return [
        {
          culprit: account(activity.sender),
          values: { address: most[0] },
          evidence: activity.evidence,
        },
      ];
    }),

  /** The sender wrote to many on one day before, and nobody stopped it. */
  'bulk-before': (picture) =>
    burstsOf(picture).flatMap(({ activity }) => {
      const before = Math.round(mostOfADay(activity, picture.block - day));
      if (before < 20) return [];
      return [
        { culprit: account(activity.sender), values: { count: String(before) }, evidence: activity.evidence },
      ];
    }),

  /** The burst began at an hour of the day at which nobody of the house sends. */
  'at-strange-hour': (picture) =>
    burstsOf(picture).flatMap((burst) => {
      const at = burstBegin(picture, burst);
      return isStrangeHour(picture, at)
        ? [
            {
              culprit: account(burst.activity.sender),
              values: { at: timeText(at) },
              evidence: burst.activity.evidence,
            },
          ]
        : [];
    }),

  /** The burst is of a web server's own user, as which its pages send: no mailbox, and nobody's password. */
  'burst-by-web-user': (picture) => {
    const senders = new Set(
      burstsOf(picture).flatMap(({ activity: { sender } }) => (webUser.test(sender) ? [sender] : [])),
    );
    const flows = picture.logs.flows.filter(
      ({ vantage, sender }) => vantage === 'server' && senders.has(sender),
    );
    return byServer(flows).map(({ server, evidence }) => ({
      culprit: { type: 'server', name: server },
      values: { sender: [...senders].join(', ') },
      evidence: [evidence],
    }));
  },

  /** An SMTP login at an own server, used from outside. */
  'relay-login-outside': (picture) =>
    [...outsideLogins(picture)].map(([login, { count, addresses, evidence }]) => ({
      culprit: account(login),
      values: { count: String(count), addresses: nameList([...addresses].sort(), 3) },
      evidence: [evidence],
    })),

  /** The password of a login at an own server was tried from many addresses, and the login was used from outside. */
  'relay-login-guessed': ({ logs, block, people }) => {
    const used = new Set(
      logs.flows.flatMap(({ login, source }) =>
        login !== undefined && source !== undefined && !people.isOffice(source) ? [login.toLowerCase()] : [],
      ),
    );
    return (logs.loginFailures ?? []).flatMap(({ login, count, addresses, first = block, evidence }) =>
      used.has(login) && count >= fewestGuesses && addresses >= fewestGuessers && first <= block
        ? [
            {
              culprit: account(login),
              values: { count: String(count), addresses: String(addresses) },
              evidence: [evidence],
            },
          ]
        : [],
    );
  },

  /** Several accounts sent far more at the same time, from Exchange Online's own servers: a program, and no person. */
  'many-burst-within': (picture) => {
    const within = burstsOf(picture).filter(({ activity: { lines } }) => {
      const total = [...lines.values()].reduce((sum, { count }) => sum + count, 0);
      return (lines.get(cloudLine)?.count ?? 0) > total / 2;
    });
    if (within.length === 0) return [];
    return [
      {
        values: {
          count: String(within.length),
          senders: nameList(
            within.map(({ activity }) => activity.sender),
            3,
          ),
        },
        evidence: within.flatMap(({ activity }) => activity.evidence.slice(0, 1)).slice(0, 3),
      },
    ];
  },

  /** Nobody sent more than usual. */
  'nobody-unusual': (picture) => {
    if (picture.dataFrom >= picture.block - past || picture.ownSenders.length < 3) return [];
    if (burstsOf(picture).length > 0 || foreignMail(picture) >= fewest) return [];
    return [{ evidence: [] }];
  },

  /** Mail had waited for long, and left at once. */
  'queue-released': (picture) => {
    const waiting = picture.logs.flows.filter(({ waited, vantage }) => vantage === 'server' && waited > 0);
    const count = waiting.reduce((sum, { waited }) => sum + waited, 0);
    const around = picture.ownSenders.reduce(
      (sum, each) => sum + sentWithin(each, picture.block - 2 * hour, picture.block + hour),
      0,
    );
    if (count < fewestWaiting || count < around / 2) return [];
    const longest = Math.max(...waiting.map(({ longestWait }) => longestWait));
    return byServer(waiting).map(({ server, evidence }) => ({
      culprit: { type: 'server', name: server },
      values: { count: String(count), hours: String(Math.round(longest / hour)) },
      evidence: [evidence],
    }));
  },

  /** An own server hands its mail to Exchange Online since shortly, and handed it to another host before. */
  'new-route': (picture) => {
    const { block, dataFrom } = picture;
    if (dataFrom >= block - past) return [];
    const servers = new Map<
      string,
      { toCloud: number; since: number; before: number; evidence: Observation['evidence'] }
    >();
    for (const { vantage, server, remoteHosts, recipientDomains, evidence } of picture.logs.flows) {
      if (vantage !== 'server' || server === undefined) continue;
      if (shareOutside(recipientDomains, picture.own) === 0) continue;
      const one = servers.get(server) ?? {
        toCloud: 0,
        since: Number.POSITIVE_INFINITY,
        before: 0,
        evidence: [evidence],
      };
      servers.set(server, one);
      for (const { name, count, first = Number.POSITIVE_INFINITY } of remoteHosts)
        if (isExchangeOnline(name) || isExchangeOnlineAddress(name)) {
          one.toCloud += count;
          one.since = Math.min(one.since, first);
        } else if (name.includes('.') && !isInside(name) && !picture.own?.covers(name)) one.before += count;
    }
    return [...servers].flatMap(([server, { toCloud, since, before, evidence }]) =>
      toCloud < fewest || before < fewest || since < block - 2 * day || since < dataFrom + day
        ? []
        : [
            {
              culprit: { type: 'server' as const, name: server },
              values: { at: timeText(since), count: String(before) },
              evidence,
            },
          ],
    );
  },

  /** Most people of the house sent far more from one hour on, each in a measure: their mail took another way before. */
  'everybody-at-once': (picture) => {
    const { block, ownSenders, dataFrom } = picture;
    if (dataFrom >= block - past) return [];
    const risen = ownSenders.filter((each) => {
      const now = sentWithin(each, block - 12 * hour, block + hour);
      return now >= 3 && now >= 2.5 * Math.max(1, mostOfADay(each, block - 12 * hour));
    });
    if (risen.length < 4 || risen.length < ownSenders.length / 2) return [];
    const sums = risen.map((each) => sentWithin(each, block - 12 * hour, block));
    const [most, all] = [Math.max(...sums), sums.reduce((sum, each) => sum + each, 0)];
    if (most > all / 2 || all < fewest / 2) return [];
    const names = new Set(risen.map(({ sender }) => sender));
    const throughServers = picture.logs.flows.filter(
      ({ vantage, sender, source }) => vantage === 'server' && source !== undefined && names.has(sender),
    );
    const through = throughServers
      .flatMap(({ hours }) => hours)
      .filter(({ at }) => at >= block - 12 * hour && at < block)
      .reduce((sum, { delivered, blocked }) => sum + delivered + blocked, 0);
    const values = { count: String(risen.length) };
    const evidence = risen.flatMap((each) => each.evidence.slice(0, 1)).slice(0, 3);
    // Where their mail does not pass a server of the house, nobody but the move itself did it.
    if (through < all / 2) return [{ culprit: { type: 'none', name: 'cut-over' }, values, evidence }];
    return byServer(throughServers).map(({ server: name }) => ({
      culprit: { type: 'server' as const, name },
      values,
      evidence,
    }));
  },
} as const satisfies Readonly<Record<string, Sign>>;

interface Login {
  count: number;
  /** In the two days before those. */
  before: number;
  readonly addresses: Set<string>;
  readonly evidence: Observation['evidence'][number];
}

/** Logins with which much was handed in from the outside within the day before the block. */
function outsideLogins(picture: Picture): Map<string, Login> {
  const logins = new Map<string, Login>();
  for (const { login, source, hours, evidence } of picture.logs.flows) {
    if (login === undefined || source === undefined || picture.people.isOffice(source)) continue;
    const sent = (from: number, to: number) =>
      hours.reduce(
        (sum, { at, delivered, blocked }) => sum + (at >= from && at < to ? delivered + blocked : 0),
        0,
      );
    const count = sent(picture.block - 2 * day, Number.POSITIVE_INFINITY);
    const before = sent(picture.block - 4 * day, picture.block - 2 * day);
    if (count + before === 0) continue;
    const known = logins.get(login.toLowerCase());
    if (known) {
      known.count += count;
      known.before += before;
      known.addresses.add(source);
    } else logins.set(login.toLowerCase(), { count, before, addresses: new Set([source]), evidence });
  }
  for (const [login, { count, before }] of logins)
    if (count < fewestOfLogin || count < ownFactor * before) logins.delete(login);
  return logins;
}

/** Mail of domains that are none of the tenant's, handed in for the outside in the day before the block. */
function foreignMail({ handIns, block }: Picture): number {
  return handIns
    .flatMap(({ domains }) => domains)
    .reduce((sum, { count, first }) => sum + (first >= block - 2 * day ? count : 0), 0);
}

function byServer(flows: readonly Picture['logs']['flows'][number][]) {
  const servers = new Map<string, (typeof flows)[number]['evidence']>();
  for (const { server, evidence } of flows)
    if (server !== undefined && !servers.has(server)) servers.set(server, evidence);
  return [...servers].map(([server, evidence]) => ({ server, evidence }));
}
