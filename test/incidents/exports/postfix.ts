import { replyOf } from '../codes';
import { type Mail, second } from '../model';
import type { Random } from '../random';
import type { World } from '../world';
import { rfc3339, syslogDate } from './dates';
import type { IncidentFile } from './file';
import { type LogLine, logFiles } from './logLines';

/** Mail that passed the own server, out of the house or within. */
export const relayed = (world: World) => world.mails.filter(({ via }) => via === 'relay');

/** One queue ID a mail, drawn when it is asked for first. */
export class QueueIds {
  private readonly known = new Map<Mail['id'], string>();

  constructor(private readonly make: () => string) {}

  of(mail: Mail): string {
    const known = this.known.get(mail.id) ?? this.make();
    this.known.set(mail.id, known);
    return known;
  }
}

/**
 * The log of a Postfix relay, as postfix(1) and public logs have it: stamps of RFC 3164 on old installations, of RFC 3339
 * on today's Debian and Ubuntu, whole lines of RFC 5424 from a log host.
 */
export function postfixLog(world: World, random: Random, offset: number): IncidentFile[] {
  const ids = postfixQueueIds(world);
  const lines = [
    ...relayed(world).flatMap((mail) => linesOf(world, mail, ids.of(mail), random)),
    ...world.deferrals.map((deferral) => ({
      time: deferral.time,
      text: deferred(world, deferral, ids.of(deferral.mail), random),
    })),
    ...world.failedLogins.map(({ time, ip }) => ({
      time,
      text: `${daemon('smtpd', random)}warning: unknown[${ip}]: SASL LOGIN authentication failed: authentication failure`,
    })),
  ];
  const form = random.pick(['rfc3164', 'rfc3164', 'rfc3339', 'rfc3339', 'rfc5424'] as const);
  const name = form === 'rfc3164' ? random.pick(['mail.log', 'maillog']) : 'mail.log';
  return logFiles(lines, name, random, ({ time, text }) =>
    stamped(form, world.relay.name, time, text, offset),
  );
}

function stamped(
  form: 'rfc3164' | 'rfc3339' | 'rfc5424',
  host: string,
  time: number,
  text: string,
  offset: number,
): string {
  if (form === 'rfc3164') return `${syslogDate(time, offset)} ${host} ${text}`;
  if (form === 'rfc3339') return `${rfc3339(time, offset)} ${host} ${text}`;
  return `<22>1 ${rfc3339(time, offset)} ${host} ${text.replace(/^(\S+)\[(\d+)\]: /, '$1 $2 - - ')}`;
}

/** The same in the log and in its bounces. */
export function postfixQueueIds(world: World): QueueIds {
  const known = queueIds.get(world) ?? new QueueIds(hexOf(world.random.fork('queue IDs')));
  queueIds.set(world, known);
  return known;
}

const queueIds = new WeakMap<World, QueueIds>();
const hexOf = (random: Random) => () => random.hex(11).toUpperCase();
const daemon = (name: string, random: Random) => `postfix/${name}[${random.int(2000, 4000)}]: `;

function linesOf(world: World, mail: Mail, id: string, random: Random): LogLine[] {
  const waited = mail.waited ?? 0;
  const arrived = mail.time - waited - second;
  const delay = waited > 0 ? String(Math.round(waited / second) + 1) : `1.${random.int(0, 9)}`;
  const before = waited > 0 ? String(Math.round(waited / second)) : '0.3';
  const entry = mail.local
    ? `${daemon('pickup', random)}${id}: uid=${mail.local.uid} from=<${mail.local.user}>`
    : `${daemon('smtpd', random)}${id}: client=${clientOf(mail)}${mail.login ? `, sasl_method=LOGIN, sasl_username=${mail.login}` : ''}`;
  const smartHost = mail.through ?? world.smartHost;
  const there = `${smartHost.fqdn}[${smartHost.ip}]`;
  return [
    { time: arrived, text: entry },
    { time: arrived, text: `${daemon('cleanup', random)}${id}: message-id=<${mail.id}>` },
    {
      time: arrived,
      text: `${daemon('qmgr', random)}${id}: from=<${mail.from}>, size=${mail.size}, nrcpt=1 (queue active)`,
    },
    {
      time: mail.time,
      text: `${daemon('smtp', random)}${id}: to=<${mail.to}>, relay=${there}:25, delay=${delay}, delays=${before}/0.02/0.3/0.5, ${outcome(world, mail, there, random)}`,
      refused: mail.refused && mail,
    },
    { time: mail.time, text: `${daemon('qmgr', random)}${id}: removed` },
  ];
}

/** Nobody answered, or Exchange Online asked to come back later. */
function deferred(
  { smartHost }: World,
  { mail, time, text }: World['deferrals'][number],
  id: string,
  random: Random,
): string {
  const waited = Math.round(((mail.waited ?? 0) - (mail.time - time)) / second);
  const answered = text.startsWith('host ');
  const relay = answered ? `${smartHost.fqdn}[${smartHost.ip}]:25` : 'none';
  return `${daemon('smtp', random)}${id}: to=<${mail.to}>, relay=${relay}, delay=${Math.max(waited, 1)}, delays=0.1/0.02/${answered ? '0.4/0.5' : '30/0'}, dsn=${answered ? '4.7.500' : '4.4.1'}, status=deferred (${text})`;
}

const clientOf = ({ client }: Mail) => (client ? `${client.fqdn}[${client.ip}]` : 'localhost[127.0.0.1]');

function outcome(world: World, mail: Mail, there: string, random: Random): string {
  if (mail.refused)
    return `dsn=${mail.refused}, status=bounced (host ${there} said: ${replyOf(mail.refused, mail.to)} (in reply to end of DATA command))`;
  if (mail.failed)
    return `dsn=5.1.10, status=bounced (host ${there} said: ${mail.failed} (in reply to RCPT TO command))`;
  if (mail.through) return `dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as ${random.hex(10).toUpperCase()})`;
  return `dsn=2.6.0, status=sent (250 2.6.0 <${mail.id}> [InternalId=${random.int(10_000_000, 99_999_999)}, Hostname=${world.cloudServer()}.eurprd05.prod.outlook.com] ${mail.size} bytes in 0.2, 42.1 KB/sec Queued mail for delivery)`;
}
