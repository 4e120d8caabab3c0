import { ordinaryLife } from '../background/life';
import { refuse, send, timesIn, workTime } from '../mailing';
import { day, minute } from '../model';
import type { World } from '../world';
import { type Story, serverCulprit, unixLogs, type Variant } from './story';

/** A program of the house writes its customers into the sender. */
export const onBehalfOf: readonly Variant[] = [
  { name: 'ticket-system', software: unixLogs, play: ticketSystem },
  { name: 'newsletter-tool', software: unixLogs, play: newsletterTool },
  { name: 'own-envelope', software: ['postfix'], play: ownEnvelope },
  { name: 'outside-desk', software: unixLogs, play: outsideDesk },
];

/** Customers write to the help desk, and the system tells the others of the case in their name. */
function ticketSystem(world: World): Story {
  ordinaryLife(world, { gateway: true });
  const { random } = world;
  const host = world.host(random.pick(['tickets01', 'helpdesk', 'otrs']));
  const desk = `support@${world.domain}`;
  for (let midnight = world.since; midnight < world.until; midnight += day)
    for (let count = random.int(12, 30); count > 0; count -= 1) {
      const time = workTime(world, midnight);
      const customer = world.outsider();
      if (time < world.since || time + minute >= world.until) continue;
      const subject = `[Ticket#${random.int(2_026_000_000, 2_026_999_999)}] Problem with the order`;
      send(world, { time, from: customer, to: desk, subject });
      send(world, {
        time: time + minute,
        from: customer,
        to: world.outsider(),
        subject,
        client: host,
        mailer: 'Znuny Mail Service (7.1)',
      });
    }
  return told(world, host, ['relay-log', 'bounces'], ['relay-log']);
}

/** What customers wrote in a form goes on, as theirs, to the one service provider who answers it. */
function outsideDesk(world: World): Story {
  ordinaryLife(world, { gateway: true });
  const { random } = world;
  const host = world.host(random.pick(['forms02', 'portal', 'cases']));
  const desk = `cases@${random.pick(world.partners)}`;
  for (let midnight = world.since; midnight < world.until; midnight += day)
    for (let count = random.int(8, 20); count > 0; count -= 1) {
      const time = workTime(world, midnight);
      if (time < world.since || time >= world.until) continue;
      const from = `${random.pick(['info', 'office', 'mail'])}@customer-${random.int(1, 400)}.example`;
      send(world, { time, from, to: desk, subject: 'New case', client: host, mailer: 'Forms 3.2' });
    }
  return told(world, host, ['relay-log', 'bounces'], ['relay-log']);
}

/** An agency sends the newsletters of its clients as the clients. */
function newsletterTool(world: World): Story {
  ordinaryLife(world, { gateway: true });
  const { random } = world;
  const host = world.host(random.pick(['crm01', 'letters', 'campaign']));
  const clients = random.sample(world.partners, random.int(3, 5));
  for (let midnight = world.since; midnight < world.until; midnight += 2 * day) {
    const client = random.pick(clients);
    const subject = `${client.split('.')[0]}: news of the month`;
    for (let count = random.int(15, 40); count > 0; count -= 1) {
      const time = workTime(world, midnight);
      if (time >= world.since && time < world.until)
        send(world, {
          time,
          from: `news@${client}`,
          to: world.stranger(),
          subject,
          client: host,
          mailer: 'Campaign Manager 4',
        });
    }
  }
  for (const time of timesIn(world, world.blockedFrom, world.until - minute, random.int(20, 120)))
    send(world, {
      time,
      from: `news@${random.pick(clients)}`,
      to: world.stranger(),
      subject: 'News of the month',
      client: host,
      mailer: 'Campaign Manager 4',
    });
  return told(world, host, ['relay-log', 'bounces'], ['relay-log']);
}

function told(
  world: World,
  host: ReturnType<World['host']>,
  shown: Story['shown'],
  decisive: Story['decisive'][number],
): Story {
  refuse(world, '5.7.750', (mail) => mail.client?.name === host.name);
  world.neutral.add(world.relay.name);
  return { culprits: [serverCulprit(host)], decisive: [decisive], shown };
}

/** The envelope is the house's own; only the bounces show who stands in From. */
function ownEnvelope(world: World): Story {
  ordinaryLife(world, { gateway: true });
  const { random } = world;
  const host = world.host(random.pick(['tickets01', 'webforms']));
  for (let midnight = world.since; midnight < world.until; midnight += day)
    for (let count = random.int(5, 16); count > 0; count -= 1) {
      const time = workTime(world, midnight);
      if (time < world.since || time >= world.until) continue;
      send(world, {
        time,
        from: `service@${world.domain}`,
        headerFrom: world.outsider(),
        to: world.outsider(),
        subject: `[Case ${random.int(10_000, 99_999)}] New answer`,
        client: host,
        mailer: 'Znuny Mail Service (7.1)',
      });
    }
  for (const time of timesIn(world, world.blockedFrom, world.until - minute, random.int(8, 40)))
    send(world, {
      time,
      from: `service@${world.domain}`,
      headerFrom: world.outsider(),
      to: world.outsider(),
      subject: '[Case] New answer',
      client: host,
      mailer: 'Znuny Mail Service (7.1)',
    });
  return told(world, host, ['relay-log', 'bounces'], ['relay-log', 'bounces']);
}
