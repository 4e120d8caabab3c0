import type { Mail } from '../model';
import type { Random } from '../random';
import type { World } from '../world';
import { exchangeBounce, eximBounce, postfixBounce, sendmailBounce } from './bounceTexts';
import type { IncidentFile } from './file';

/** Bounces of some refused mails, as the host writes them that noticed: Exchange Online, Postfix or Exchange Server. */
export function bounceFiles(
  world: World,
  random: Random,
  most: number,
  bystandersOnly: boolean,
): IncidentFile[] {
  const written = new Map<string, number>();
  for (const { from } of world.mails) written.set(from, (written.get(from) ?? 0) + 1);
  const refused = world.mails.filter(
    (mail) =>
      mail.refused && reaches(world, mail) && (!bystandersOnly || (written.get(mail.from) ?? 0) < few),
  );
  const chosen = random.sample(refused, most).sort((left, right) => left.time - right.time);
  return chosen.map((mail, index) => ({
    name: `${random.pick(['Undeliverable', 'bounce', 'NDR'])}-${String(index + 1).padStart(2, '0')}.eml`,
    bytes: Buffer.from(bounceOf(world, mail).replaceAll('\n', '\r\n')),
    refused: [mail],
  }));
}

/** The NDR of a forged sender goes to a stranger; an own server's postmaster gets a copy. */
const reaches = (world: World, { via, from, forwardedBy }: Mail) =>
  via === 'relay' || forwardedBy !== undefined || world.isOwn(from);

/** Who sent fewer mails in all than this is a bystander. */
const few = 90;

function bounceOf(world: World, mail: Mail): string {
  if (mail.via === 'cloud')
    return exchangeBounce(world, mail, `${world.cloudServer()}.eurprd05.prod.outlook.com`);
  switch (world.relay.software) {
    case 'exchange':
      return exchangeBounce(world, mail, world.relay.fqdn);
    case 'postfix':
      return postfixBounce(world, mail);
    case 'exim':
      return eximBounce(world, mail);
    case 'sendmail':
      return sendmailBounce(world, mail);
  }
}
