import { day, hour, minute, type Place, type User } from '../model';
import type { World } from '../world';

export interface SignInDraft {
  readonly time: number;
  readonly user: string;
  readonly ip: string;
  readonly place: Place;
  readonly app?: string;
  readonly client?: string;
  readonly error?: number;
  readonly mfa?: boolean;
}

/** Error codes of Entra ID and its words for them. */
const reasons: Readonly<Record<number, string>> = {
  0: 'Other.',
  50053:
    "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
  50126: 'Error validating credentials due to invalid username or password.',
  50074: 'Strong Authentication is required.',
  53003:
    'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
};

export function signIn(world: World, draft: SignInDraft): void {
  const error = draft.error ?? 0;
  world.signIns.push({
    app: 'Office 365 Exchange Online',
    client: 'Browser',
    mfa: false,
    ...draft,
    error,
    reason: reasons[error] ?? 'Other.',
    id: world.random.guid(),
  });
}

/** People sign in in the office, at home, through a VPN, and some of them travel. */
export function ordinarySignIns(world: World): void {
  const { random } = world;
  const vpn = random.chance(0.4) ? { ip: world.address(), place: world.abroad() } : undefined;
  const behindVpn = new Set(vpn ? random.sample(world.users, 3) : []);
  for (const user of world.users)
    for (let midnight = world.since; midnight < world.until; midnight += day) {
      const time = new Date(midnight).setUTCHours(7, 0, 0, 0) + random.int(0, 9 * 60) * minute;
      if (time > world.until || time < world.since) continue;
      const app = random.pick([
        'Office 365 Exchange Online',
        'Microsoft Office',
        'Microsoft Teams',
        'One Outlook Web',
      ]);
      const client = app === 'One Outlook Web' ? 'Browser' : 'Mobile Apps and Desktop clients';
      const ip = random.chance(0.25) ? user.homeIp : world.officeIp;
      signIn(world, {
        time,
        user: user.address,
        ip,
        place: world.home,
        app,
        client,
        mfa: !world.withoutMfa.has(user.address),
      });
      if (vpn && behindVpn.has(user))
        signIn(world, {
          time: time + random.int(10, 90) * minute,
          user: user.address,
          ...vpn,
          app,
          client,
          mfa: true,
        });
      if (random.chance(0.05))
        signIn(world, { time: time - 2 * minute, user: user.address, ip, place: world.home, error: 50126 });
    }
}

/** Somebody is away for some days, and signs in and writes only from there. */
export function traveller(world: World, user: User): void {
  const { random } = world;
  const begin = world.since + random.int(0, 3) * day;
  const end = begin + random.int(2, 4) * day;
  const hotel = { ip: world.address(), place: world.abroad() };
  const own = world.signIns.filter(
    (each) => each.user === user.address && each.time > begin - day && each.time < end + day,
  );
  for (const each of own) world.signIns.splice(world.signIns.indexOf(each), 1);
  world.mails.forEach((mail, index) => {
    if (mail.from === user.address && mail.via === 'cloud' && mail.time >= begin && mail.time < end)
      world.mails[index] = { ...mail, fromIp: hotel.ip };
  });
  for (let time = begin; time < end; time += random.int(6, 14) * hour)
    signIn(world, {
      time,
      user: user.address,
      ...hotel,
      client: 'Mobile Apps and Desktop clients',
      mfa: true,
    });
}

/** Passwords that strangers try, day and night, without success. */
export function failedBackground(world: World): void {
  const { random } = world;
  const targets = [...random.sample(world.users, 4).map(({ address }) => address), `info@${world.domain}`];
  for (let count = random.int(30, 90); count > 0; count -= 1)
    signIn(world, {
      time: random.int(world.since, world.until),
      user: random.pick(targets),
      ip: world.address(),
      place: world.abroad(),
      app: 'Office 365 Exchange Online',
      client: random.pick(['Authenticated SMTP', 'IMAP4', 'Browser', 'Other clients']),
      error: random.pick([50126, 50126, 50126, 50053]),
    });
}
