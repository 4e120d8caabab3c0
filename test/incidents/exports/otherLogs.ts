import { replyOf } from '../codes';
import { type Mail, second } from '../model';
import type { Random } from '../random';
import type { World } from '../world';
import { syslogDate } from './dates';
import type { IncidentFile } from './file';
import { type LogLine, logFiles } from './logLines';
import { QueueIds, relayed } from './postfix';

/** Exim's main log (exim.org, "Log files"): `<=` arrival, `=>` delivery, `**` refused. */
export function eximLog(world: World, random: Random, offset: number): IncidentFile[] {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const part = (count: number) => Array.from({ length: count }, () => random.pick([...letters])).join('');
  const ids = new QueueIds(() => `1r${part(4)}-000${part(3)}-${part(2)}`);
  const stamp = (time: number) =>
    new Date(time + offset * 60_000).toISOString().slice(0, 19).replace('T', ' ');
  const lines = relayed(world).flatMap((mail) => eximLines(world, mail, ids.of(mail)));
  return logFiles(
    lines,
    random.pick(['mainlog', 'exim_mainlog']),
    random,
    ({ time, text }) => `${stamp(time)} ${text}`,
  );
}

function eximLines(world: World, mail: Mail, id: string): LogLine[] {
  const smartHost = mail.through ?? world.smartHost;
  const from = mail.local
    ? `U=${mail.local.user} P=local`
    : `H=${mail.client ? `${mail.client.fqdn} [${mail.client.ip}]` : 'localhost [127.0.0.1]'}${mail.login ? ` P=esmtpsa A=login:${mail.login}` : ' P=esmtp'}`;
  const there = `R=smarthost T=remote_smtp H=${smartHost.fqdn} [${smartHost.ip}] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes`;
  const refusal = mail.refused ? replyOf(mail.refused, mail.to) : mail.failed;
  return [
    {
      time: mail.time - second,
      text: `${id} <= ${mail.from} ${from} S=${mail.size} id=${mail.id} T="${mail.subject}" for ${mail.to}`,
    },
    {
      time: mail.time,
      text: refusal
        ? `${id} ** ${mail.to} ${there}: SMTP error from remote mail server after end of data: ${refusal}`
        : `${id} => ${mail.to} ${there} C="250 2.6.0 <${mail.id}> Queued mail for delivery"`,
      refused: mail.refused && mail,
    },
    { time: mail.time, text: `${id} Completed` },
  ];
}

/** Sendmail's lines in syslog: `from=` with the message ID, `to=` with `dsn=` and `stat=`. */
export function sendmailLog(world: World, random: Random, offset: number): IncidentFile[] {
  const ids = new QueueIds(() => `5B${random.hex(6).toUpperCase()}0${random.int(10_000, 99_999)}`);
  const lines = relayed(world).flatMap((mail) => sendmailLines(world, mail, ids.of(mail), random));
  return logFiles(
    lines,
    'maillog',
    random,
    ({ time, text }) => `${syslogDate(time, offset)} ${world.relay.name} ${text}`,
  );
}

function sendmailLines(world: World, mail: Mail, id: string, random: Random): LogLine[] {
  const daemon = `sendmail[${random.int(2000, 32_000)}]: ${id}: `;
  const client = mail.client ? `${mail.client.fqdn} [${mail.client.ip}]` : 'localhost [127.0.0.1]';
  const smartHost = mail.through ?? world.smartHost;
  const refusal = mail.refused ? replyOf(mail.refused, mail.to) : mail.failed;
  const outcome = refusal
    ? `dsn=${mail.refused ?? '5.1.10'}, reply=${refusal}, stat=Service unavailable`
    : `dsn=2.0.0, stat=Sent (<${mail.id}> Queued mail for delivery)`;
  return [
    {
      time: mail.time - second,
      text: `${daemon}from=<${mail.from}>, size=${mail.size}, class=0, nrcpts=1, msgid=<${mail.id}>, proto=ESMTP, daemon=MTA, relay=${client}`,
    },
    {
      time: mail.time,
      text: `${daemon}to=<${mail.to}>, delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri=120000, relay=${smartHost.fqdn}. [${smartHost.ip}], ${outcome}`,
      refused: mail.refused && mail,
    },
  ];
}
