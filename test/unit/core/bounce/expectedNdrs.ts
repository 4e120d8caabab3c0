/**
 * What bounces say, written down by reading them. A field that is not there is one that the mail does not have; a
 * finding is what was found, the field that proves it, and the line on which the field stands.
 */
export interface ExpectedNdr {
  readonly kind: string;
  readonly from: string;
  readonly time?: string;
  readonly generatingServer?: string;
  readonly reportingMta?: string;
  readonly receivedFromMta?: string;
  readonly exchangeMark?: true;
  readonly recipients: readonly {
    readonly final: string;
    readonly original?: string;
    readonly action?: string;
    readonly status?: string;
    readonly diagnostic?: string;
    readonly remoteMta?: string;
  }[];
  readonly original?: {
    readonly from?: string;
    readonly returnPath?: string;
    readonly sendingDomain?: string;
    readonly messageId?: string;
    readonly firstPublicIp?: string;
    readonly hops: number;
  };
  readonly culprit: {
    readonly envelopeSender?: Found;
    readonly headerSender?: Found;
    readonly domain?: Found;
    readonly account?: Found;
    readonly server?: Found;
    readonly path?: Found;
  };
}

type Found = readonly [value: string, field: string, line: number];

const unregistered = '550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains';

/** Of samples/bounces. */
export const expectedSamples: Readonly<Record<string, ExpectedNdr>> = {
  '5.7.705-compromised-account.eml': {
    kind: 'report',
    from: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@fabrikam.example>',
    time: '2026-11-23T02:47:19.000Z',
    generatingServer: 'DB9PR00MB0001.eurprd00.prod.outlook.example',
    reportingMta: 'DB9PR00MB0001.eurprd00.prod.outlook.example',
    receivedFromMta: 'mail.fabrikam.example',
    exchangeMark: true,
    recipients: [
      {
        final: 'alex@recipient.example',
        action: 'failed',
        status: '5.7.705',
        diagnostic:
          '550 5.7.705 Access denied, tenant has exceeded threshold. [DB9PR00MB0001.eurprd00.prod.outlook.example 2026-11-23T02:47:19.104Z 08DE2A3B4C5D6E7F]',
      },
    ],
    original: {
      from: 'payroll@fabrikam.example',
      sendingDomain: 'fabrikam.example',
      messageId: '<compromised-account@fabrikam.example>',
      firstPublicIp: '203.0.113.77',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['payroll@fabrikam.example', 'To', 5],
      headerSender: ['payroll@fabrikam.example', 'From', 53],
      account: ['payroll@fabrikam.example', 'From', 53],
      server: ['DB9PR00MB0001.eurprd00.prod.outlook.example', 'Received', 50],
      path: ['direct submission', 'Received', 50],
    },
  },
  '5.7.705-bulk-mail.eml': {
    kind: 'report',
    from: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@northwind.example>',
    time: '2026-11-20T08:12:40.000Z',
    reportingMta: 'AM8PR00MB0002.eurprd00.prod.outlook.example',
    receivedFromMta: 'mail.northwind.example',
    exchangeMark: true,
    recipients: [
      {
        final: 'subscriber4711@recipient.example',
        action: 'failed',
        status: '5.7.705',
        diagnostic: '550 5.7.705 Access denied, tenant has exceeded threshold AS831',
      },
    ],
    original: {
      from: 'news@northwind.example',
      sendingDomain: 'northwind.example',
      messageId: '<bulk-mail@northwind.example>',
      firstPublicIp: '192.0.2.25',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['news@northwind.example', 'To', 5],
      headerSender: ['news@northwind.example', 'From', 44],
      server: ['newsletter.northwind.example', 'Received', 41],
      path: ['application or device', 'List-Unsubscribe', 49],
    },
  },
  '5.7.705-renewed-subscription.eml': {
    kind: 'report',
    from: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@tailspin.example>',
    time: '2026-11-18T08:03:11.000Z',
    generatingServer: 'PR3PR00MB0003.eurprd00.prod.outlook.example',
    reportingMta: 'PR3PR00MB0003.eurprd00.prod.outlook.example',
    receivedFromMta: 'mail.tailspin.example',
    exchangeMark: true,
    recipients: [
      {
        final: 'customer@recipient.example',
        action: 'failed',
        status: '5.7.705',
        diagnostic: '550 5.7.705 Access denied, tenant has exceeded threshold',
      },
    ],
    original: {
      from: 'info@tailspin.example',
      sendingDomain: 'tailspin.example',
      messageId: '<renewed-subscription@tailspin.example>',
      hops: 0,
    },
    culprit: {
      envelopeSender: ['info@tailspin.example', 'To', 5],
      headerSender: ['info@tailspin.example', 'From', 48],
      server: ['mail.tailspin.example', 'Received-From-MTA', 37],
    },
  },
  '5.7.750-mailbox-forwarding.eml': {
    kind: 'report',
    from: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@school.example>',
    time: '2026-11-19T14:20:09.000Z',
    generatingServer: 'LO2PR00MB0004.gbrprd00.prod.outlook.example',
    reportingMta: 'LO2PR00MB0004.gbrprd00.prod.outlook.example',
    receivedFromMta: 'mail.school.example',
    exchangeMark: true,
    recipients: [
      {
        final: 'student17.home@recipient.example',
        action: 'failed',
        status: '5.7.750',
        diagnostic: `${unregistered} [LO2PR00MB0004.gbrprd00.prod.outlook.example 2026-11-19T14:20:08.771Z 08DE2740A1B2C3D4]`,
      },
    ],
    original: {
      from: 'teacher@college.example',
      returnPath: 'teacher@college.example',
      sendingDomain: 'college.example',
      messageId: '<mailbox-forwarding@school.example>',
      firstPublicIp: '198.51.100.20',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['teacher@college.example', 'Return-Path', 49],
      headerSender: ['teacher@college.example', 'From', 54],
      domain: ['college.example', 'Return-Path', 49],
      account: ['student17@school.example', 'Resent-From', 53],
      server: ['mx.college.example', 'Received', 50],
      path: ['forwarding', 'Resent-From', 53],
    },
  },
  '5.7.750-hybrid-relay.eml': {
    kind: 'report',
    from: 'MAILER-DAEMON@MAIL01.hq.adatum.example (Mail Delivery System)',
    time: '2026-11-24T02:04:12.000Z',
    reportingMta: 'MAIL01.hq.adatum.example',
    recipients: [
      {
        final: 'office@recipient.example',
        original: 'office@recipient.example',
        action: 'failed',
        status: '5.7.750',
        diagnostic: unregistered,
        remoteMta: 'adatum-example.mail.protection.outlook.example',
      },
    ],
    original: {
      from: 'scanner3@print.adatum.example',
      returnPath: 'scanner3@print.adatum.example',
      sendingDomain: 'print.adatum.example',
      messageId: '<scan-000318@print.adatum.example>',
      firstPublicIp: '192.0.2.130',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['scanner3@print.adatum.example', 'Return-Path', 54],
      headerSender: ['scanner3@print.adatum.example', 'From', 58],
      domain: ['print.adatum.example', 'Return-Path', 54],
      server: ['MAIL01.hq.adatum.example', 'Reporting-MTA', 36],
      path: ['hybrid relay', 'Reporting-MTA', 36],
    },
  },
  '5.7.750-unregistered-domain.eml': {
    kind: 'report',
    from: 'postmaster@edge.woodgrove.example',
    time: '2026-11-21T21:31:00.000Z',
    reportingMta: 'edge.woodgrove.example',
    recipients: [
      { final: 'buyer@recipient.example', action: 'failed', status: '5.7.750', diagnostic: unregistered },
    ],
    original: {
      from: 'sales@woodgrove-outlet.example',
      sendingDomain: 'woodgrove-outlet.example',
      messageId: '<88211@woodgrove-outlet.example>',
      hops: 0,
    },
    culprit: {
      envelopeSender: ['sales@woodgrove-outlet.example', 'To', 2],
      headerSender: ['sales@woodgrove-outlet.example', 'From', 31],
      domain: ['woodgrove-outlet.example', 'To', 2],
      server: ['edge.woodgrove.example', 'Reporting-MTA', 21],
      path: ['hybrid relay', 'Reporting-MTA', 21],
    },
  },
  '5.7.705-hidden-in-base64.eml': {
    kind: 'report',
    from: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@tailwind.example>',
    time: '2026-11-24T08:12:44.000Z',
    reportingMta: 'AM8PR00MB0007.eurprd00.prod.outlook.example',
    receivedFromMta: 'mail.tailwind.example',
    exchangeMark: true,
    recipients: [
      {
        final: 'orders@recipient.example',
        action: 'failed',
        status: '5.7.705',
        diagnostic: '550 5.7.705 Access denied, tenant has exceeded threshold',
      },
    ],
    original: {
      from: 'sales@tailwind.example',
      sendingDomain: 'tailwind.example',
      messageId: '<hidden-in-base64@tailwind.example>',
      firstPublicIp: '198.51.100.140',
      hops: 2,
    },
    culprit: {
      envelopeSender: ['sales@tailwind.example', 'To', 5],
      headerSender: ['sales@tailwind.example', 'From', 50],
      account: ['sales@tailwind.example', 'From', 50],
      server: ['AM8PR00MB0001.eurprd00.prod.outlook.example', 'Received', 46],
      path: ['direct submission', 'Received', 46],
    },
  },
  '5.7.750-split-by-quoted-printable.eml': {
    kind: 'report',
    from: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@northwind.example>',
    time: '2026-11-24T09:30:05.000Z',
    reportingMta: 'VI1PR00MB0009.eurprd00.prod.outlook.example',
    receivedFromMta: 'mail.promo.northwind.example',
    exchangeMark: true,
    recipients: [
      { final: 'cliente@recipient.example', action: 'failed', status: '5.7.750', diagnostic: unregistered },
    ],
    original: {
      from: 'news@promo.northwind.example',
      returnPath: 'news@promo.northwind.example',
      sendingDomain: 'promo.northwind.example',
      messageId: '<split-by-quoted-printable@promo.northwind.example>',
      firstPublicIp: '203.0.113.90',
      hops: 2,
    },
    culprit: {
      envelopeSender: ['news@promo.northwind.example', 'Return-Path', 47],
      headerSender: ['news@promo.northwind.example', 'From', 48],
      domain: ['promo.northwind.example', 'Return-Path', 47],
      server: ['crm01.northwind.example', 'Received', 42],
    },
  },
  '5.7.703-blocked-recipient.eml': {
    kind: 'report',
    from: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@fabrikam.example>',
    time: '2026-11-17T10:00:03.000Z',
    reportingMta: 'AS4PR00MB0005.eurprd00.prod.outlook.example',
    receivedFromMta: 'mail.fabrikam.example',
    exchangeMark: true,
    recipients: [
      {
        final: 'supplier@blocked.example',
        action: 'failed',
        status: '5.7.703',
        diagnostic:
          "550 5.7.703 Your message can't be delivered because messages to supplier@blocked.example are blocked by your organization using Tenant Allow Block List.",
      },
    ],
    original: {
      from: 'dana@fabrikam.example',
      sendingDomain: 'fabrikam.example',
      messageId: '<blocked-recipient@fabrikam.example>',
      hops: 0,
    },
    culprit: {
      envelopeSender: ['dana@fabrikam.example', 'To', 5],
      headerSender: ['dana@fabrikam.example', 'From', 42],
      server: ['mail.fabrikam.example', 'Received-From-MTA', 29],
    },
  },
  '5.7.708-trial-tenant.eml': {
    kind: 'report',
    from: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@startup.example>',
    time: '2026-11-16T19:45:22.000Z',
    reportingMta: 'SY4PR00MB0006.ausprd00.prod.outlook.example',
    receivedFromMta: 'mail.startup.example',
    exchangeMark: true,
    recipients: [
      {
        final: 'friend@recipient.example',
        action: 'failed',
        status: '5.7.708',
        diagnostic:
          '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP. AS(7230) [SY4PR00MB0006.ausprd00.prod.outlook.example]',
      },
    ],
    original: {
      from: 'owner@startup.example',
      sendingDomain: 'startup.example',
      messageId: '<trial-tenant@startup.example>',
      hops: 0,
    },
    culprit: {
      envelopeSender: ['owner@startup.example', 'To', 5],
      headerSender: ['owner@startup.example', 'From', 41],
      server: ['mail.startup.example', 'Received-From-MTA', 28],
    },
  },
  '5.7.711-bad-connector.eml': {
    kind: 'report',
    from: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@adatum.example>',
    time: '2026-11-22T23:58:47.000Z',
    reportingMta: 'FR0PR00MB0007.deuprd00.prod.outlook.example',
    receivedFromMta: 'mail.adatum.example',
    exchangeMark: true,
    recipients: [
      {
        final: 'client@recipient.example',
        action: 'failed',
        status: '5.7.711',
        diagnostic: '550;5.7.711 Access denied, bad inbound connector. AS(2204).',
      },
    ],
    original: {
      from: 'crm@adatum.example',
      sendingDomain: 'adatum.example',
      messageId: '<bad-connector@adatum.example>',
      hops: 0,
    },
    culprit: {
      envelopeSender: ['crm@adatum.example', 'To', 5],
      headerSender: ['crm@adatum.example', 'From', 39],
      server: ['mail.adatum.example', 'Received-From-MTA', 28],
    },
  },
};

/** Of test/fixtures/bounces, which show how other programs and older versions of Exchange write bounces. */
export const expectedFixtures: Readonly<Record<string, ExpectedNdr>> = {
  'amazon-ses.eml': {
    kind: 'report',
    from: 'MAILER-DAEMON@bounce.sending.example',
    time: '2026-11-15T03:44:07.000Z',
    reportingMta: 'a1-2.smtp-out.sending.example',
    recipients: [
      {
        final: 'ola@contoso.example',
        action: 'failed',
        status: '5.0.0',
        diagnostic:
          "550-'5.7.705 <0100019-a1b2-c3@bounce.sending.example>... Access denied' (delivery attempts: 0)",
        remoteMta: '[203.0.113.9]',
      },
    ],
    original: {
      from: 'shop@adventure.example',
      returnPath: '0100019-a1b2-c3@bounce.sending.example',
      sendingDomain: 'bounce.sending.example',
      messageId: '<0100019-a1b2-c3-000000@sending.example>',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['0100019-a1b2-c3@bounce.sending.example', 'Return-Path', 29],
      headerSender: ['shop@adventure.example', 'From', 30],
      domain: ['bounce.sending.example', 'Return-Path', 29],
      server: ['a1-2.smtp-out.sending.example', 'Reporting-MTA', 17],
      path: ['hybrid relay', 'Reporting-MTA', 17],
    },
  },
  'domino-report.eml': {
    kind: 'report',
    from: 'Postmaster@fourthcoffee.example',
    time: '2026-11-13T16:03:54.000Z',
    reportingMta: 'mx.fourthcoffee.example',
    recipients: [
      {
        final: 'nils@fourthcoffee.example',
        action: 'failed',
        status: '5.7.705',
        diagnostic: '拒否 5.7.705 (nils@fourthcoffee.example)',
      },
    ],
    original: {
      from: 'billing@southridge.example',
      sendingDomain: 'southridge.example',
      messageId: '<inv-9@southridge.example>',
      firstPublicIp: '198.51.100.90',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['billing@southridge.example', 'Received', 25],
      headerSender: ['billing@southridge.example', 'From', 28],
      domain: ['southridge.example', 'Received', 25],
      server: ['mx.fourthcoffee.example', 'Reporting-MTA', 15],
      path: ['hybrid relay', 'Reporting-MTA', 15],
    },
  },
  'domino-text.eml': {
    kind: 'domino',
    from: 'Postmaster@fourthcoffee.example',
    time: '2026-11-14T08:54:01.000Z',
    recipients: [
      {
        final: 'nils@fourthcoffee.example',
        status: '5.7.705',
        diagnostic: '550 5.7.705 Access denied, tenant has exceeded threshold',
      },
    ],
    culprit: {
      envelopeSender: ['billing@southridge.example', 'To', 2],
      domain: ['southridge.example', 'To', 2],
    },
  },
  'exchange-2007-report.eml': {
    kind: 'report',
    from: '<postmaster@datum.example>',
    time: '2026-11-21T12:00:04.000Z',
    generatingServer: 'MAIL05.datum.example',
    reportingMta: 'MAIL05.datum.example',
    receivedFromMta: 'gate.proseware.example',
    recipients: [
      {
        final: 'zoe@datum.example',
        original: 'all-staff@datum.example',
        action: 'failed',
        status: '5.7.711',
        diagnostic: '550 5.7.711 Access denied, bad inbound connector. AS(2204)',
      },
    ],
    original: {
      from: 'minutes@proseware.example',
      returnPath: 'owner+17@proseware.example',
      sendingDomain: 'proseware.example',
      messageId: '<17.minutes@proseware.example>',
      firstPublicIp: '203.0.113.130',
      hops: 2,
    },
    culprit: {
      envelopeSender: ['owner+17@proseware.example', 'Return-Path', 56],
      headerSender: ['minutes@proseware.example', 'From', 57],
      domain: ['proseware.example', 'Return-Path', 56],
      server: ['MAIL05.datum.example', 'Reporting-MTA', 37],
      path: ['hybrid relay', 'Reporting-MTA', 37],
    },
  },
  'exchange-server.eml': {
    kind: 'exchange-server',
    from: 'System Administrator <postmaster@woodgrove.example>',
    time: '2026-11-22T08:30:00.000Z',
    recipients: [
      {
        final: 'petra@woodgrove.example',
        status: '5.7.750',
        diagnostic:
          'The message was refused The MTS-ID of the original message is: c=de;a= ;p=woodgrove;l=MAIL22-1 MSEXCH:IMS:WOODGROVE:HQ:MAIL22 3550 (000B09AA) 550 5.7.750 Client blocked',
      },
      {
        final: 'milo@woodgrove.example',
        status: '5.7.750',
        diagnostic:
          'The message was refused MSEXCH:IMS:WOODGROVE:HQ:MAIL22 3550 (000B09AA) 550 5.7.750 Client blocked',
      },
    ],
    original: {
      from: 'robot@litware.example',
      sendingDomain: 'litware.example',
      messageId: '<fig-10@litware.example>',
      hops: 0,
    },
    culprit: {
      envelopeSender: ['robot@litware.example', 'To', 2],
      headerSender: ['robot@litware.example', 'From', 33],
      domain: ['litware.example', 'To', 2],
    },
  },
  'exchange-text-bare.eml': {
    kind: 'exchange-text',
    from: 'postmaster@tailspin.example (postmaster@tailspin.example)',
    time: '2026-11-23T09:05:00.000Z',
    generatingServer: 'TY2PR00MB0100.apcprd00.prod.outlook.example',
    recipients: [
      {
        final: 'desk@tailspin.example',
        status: '5.7.708',
        diagnostic: '550 5.7.708 Access denied, traffic not accepted from this IP',
      },
    ],
    original: {
      from: 'news@wingtip.example',
      returnPath: 'list-errors@wingtip.example',
      sendingDomain: 'wingtip.example',
      messageId: '<5500@list.wingtip.example>',
      firstPublicIp: '198.51.100.24',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['list-errors@wingtip.example', 'Return-Path', 20],
      headerSender: ['news@wingtip.example', 'From', 21],
      domain: ['wingtip.example', 'Return-Path', 20],
      server: ['list.wingtip.example', 'Received', 18],
    },
  },
  'exchange-text.eml': {
    kind: 'exchange-text',
    from: '<postmaster@relecloud.example>',
    time: '2026-11-24T02:10:30.000Z',
    generatingServer: 'AB1CD02MB0003.namprd00.prod.outlook.example',
    exchangeMark: true,
    recipients: [
      {
        final: 'lena@relecloud.example',
        status: '5.7.705',
        diagnostic: '550 5.7.705 Access denied, tenant has exceeded threshold',
      },
    ],
    original: {
      from: 'orders@fabrikam.example',
      returnPath: 'bounces@fabrikam.example',
      sendingDomain: 'fabrikam.example',
      messageId: '<order-118@shop.fabrikam.example>',
      firstPublicIp: '203.0.113.77',
      hops: 2,
    },
    culprit: {
      envelopeSender: ['bounces@fabrikam.example', 'Return-Path', 41],
      headerSender: ['orders@fabrikam.example', 'From', 38],
      domain: ['fabrikam.example', 'Return-Path', 41],
      server: ['shop.fabrikam.example', 'Received', 35],
    },
  },
  'exim.eml': {
    kind: 'exim',
    from: 'Mail Delivery System <Mailer-Daemon@relay.consolidated.example>',
    time: '2026-11-18T08:00:00.000Z',
    recipients: [
      {
        final: 'eva@contoso.example',
        status: '5.7.705',
        diagnostic:
          'SMTP error from remote mail server after RCPT TO:<eva@contoso.example>: host mx1.contoso.example [203.0.113.9]: 550 5.7.705 Access denied, tenant has exceeded threshold',
      },
      {
        final: 'joe',
        status: '5.7.750',
        diagnostic:
          'SMTP error from remote mail server after end of data: host mx1.contoso.example [203.0.113.9]: 550 5.7.750 Client blocked',
      },
    ],
    original: {
      from: 'scale@consolidated.example',
      returnPath: 'stock@consolidated.example',
      sendingDomain: 'consolidated.example',
      messageId: '<E1uABcD-0001Ef-2G@relay.consolidated.example>',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['stock@consolidated.example', 'Return-path', 23],
      headerSender: ['scale@consolidated.example', 'From', 27],
      domain: ['consolidated.example', 'Return-path', 23],
    },
  },
  'gmail.eml': {
    kind: 'gmail',
    from: 'Mail Delivery Subsystem <mailer-daemon@webmail.example>',
    time: '2026-11-12T15:31:02.000Z',
    recipients: [
      {
        final: 'uli@contoso.example',
        status: '5.7.705',
        diagnostic: '550 5.7.705 Access denied, tenant has exceeded threshold',
      },
    ],
    original: {
      from: 'club.of.nine@webmail.example',
      returnPath: 'club.of.nine@webmail.example',
      sendingDomain: 'webmail.example',
      messageId: '<D99-2@webmail.example>',
      firstPublicIp: '198.51.100.201',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['club.of.nine@webmail.example', 'Return-Path', 20],
      headerSender: ['club.of.nine@webmail.example', 'From', 24],
      domain: ['webmail.example', 'Return-Path', 20],
    },
  },
  'messaging-server.eml': {
    kind: 'report',
    from: 'postmaster@isp.example',
    time: '2026-11-10T23:34:45.000Z',
    reportingMta: 'ims.isp.example',
    recipients: [
      {
        final: '@smtp.isp.example:sol@contoso.example',
        original: 'sol@isp.example',
        action: 'failed',
        status: '5.7.711',
        diagnostic: '550 5.7.711 Access denied, bad inbound connector',
        remoteMta: 'mx1.contoso.example',
      },
    ],
    original: {
      from: 'forwarder@isp.example',
      returnPath: 'forwarder@isp.example',
      sendingDomain: 'isp.example',
      messageId: '<own-3@isp.example>',
      firstPublicIp: '203.0.113.44',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['forwarder@isp.example', 'Return-path', 37],
      headerSender: ['forwarder@isp.example', 'From', 41],
      domain: ['isp.example', 'Return-path', 37],
      server: ['ims.isp.example', 'Reporting-MTA', 23],
      path: ['hybrid relay', 'Reporting-MTA', 23],
    },
  },
  'no-diagnostic.eml': {
    kind: 'report',
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@edu.lamna.example>',
    time: '2026-11-09T04:34:45.000Z',
    reportingMta: 'edu.lamna.example',
    receivedFromMta: '[198.51.100.64]',
    recipients: [
      {
        final: 'pupil@edu.lamna.example',
        action: 'failed',
        status: '5.7.705',
      },
    ],
    original: {
      from: 'tutor@lamna.example',
      returnPath: 'tutor@lamna.example',
      sendingDomain: 'lamna.example',
      messageId: '<9@lamna.example>',
      firstPublicIp: '198.51.100.64',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['tutor@lamna.example', 'Return-Path', 26],
      headerSender: ['tutor@lamna.example', 'From', 28],
      domain: ['lamna.example', 'Return-Path', 26],
      server: ['edu.lamna.example', 'Reporting-MTA', 16],
      path: ['hybrid relay', 'Reporting-MTA', 16],
    },
  },
  'office365-report.eml': {
    kind: 'report',
    from: 'Microsoft Outlook <postmaster@nod.example>',
    time: '2026-11-20T15:00:00.000Z',
    generatingServer: 'FR3PR00MB0900.eurprd00.prod.outlook.example',
    reportingMta: 'FR3PR00MB0900.eurprd00.prod.outlook.example',
    receivedFromMta: 'FR3PR00MB0901.eurprd00.prod.outlook.example',
    exchangeMark: true,
    recipients: [
      {
        final: 'ivo@graphic.example',
        action: 'failed',
        status: '5.7.703',
        diagnostic: "550 5.7.703 Your message can't be delivered because messages are blocked",
        remoteMta: 'graphic-example.mail.protection.outlook.example',
      },
    ],
    original: {
      from: 'kim@nod.example',
      sendingDomain: 'nod.example',
      messageId: '<FR3PR00MB0901@FR3PR00MB0901.eurprd00.prod.outlook.example>',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['kim@nod.example', 'To', 2],
      headerSender: ['kim@nod.example', 'From', 51],
      account: ['kim@nod.example', 'From', 51],
      server: ['FR3PR00MB0901.eurprd00.prod.outlook.example', 'Received', 48],
      path: ['direct submission', 'Received', 48],
    },
  },
  'opensmtpd.eml': {
    kind: 'opensmtpd',
    from: 'Mailer Daemon <MAILER-DAEMON@puffy.wide.example>',
    time: '2026-11-11T06:00:00.000Z',
    recipients: [
      {
        final: 'liv@contoso.example',
        status: '5.7.750',
        diagnostic: '550 5.7.750 Service unavailable',
      },
      {
        final: 'kai@contoso.example',
        status: '5.7.705',
        diagnostic: '550 5.7.705 Access denied',
      },
    ],
    original: {
      from: 'cron@wide.example',
      sendingDomain: 'wide.example',
      messageId: '<77aa@puffy.wide.example>',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['cron@wide.example', 'To', 2],
      headerSender: ['cron@wide.example', 'From', 21],
      domain: ['wide.example', 'To', 2],
    },
  },
  'postfix.eml': {
    kind: 'report',
    from: 'MAILER-DAEMON@mta.lucerne.example (Mail Delivery System)',
    time: '2026-11-19T11:00:01.000Z',
    reportingMta: 'mta.lucerne.example',
    recipients: [
      {
        final: 'ana@contoso.example',
        original: 'ana@contoso.example',
        action: 'failed',
        status: '5.7.705',
        diagnostic: '550 5.7.705 Access denied, tenant has exceeded threshold',
        remoteMta: 'mx1.contoso.example',
      },
      {
        final: 'bea@fabrikam.example',
        original: 'bea@fabrikam.example',
        action: 'failed',
        status: '5.7.750',
        diagnostic: '550 5.7.750 Client blocked',
        remoteMta: 'mx1.fabrikam.example',
      },
    ],
    original: {
      from: 'paper@lucerne.example',
      returnPath: 'paper@lucerne.example',
      sendingDomain: 'lucerne.example',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['paper@lucerne.example', 'Return-Path', 47],
      headerSender: ['paper@lucerne.example', 'From', 51],
      domain: ['lucerne.example', 'Return-Path', 47],
      server: ['mta.lucerne.example', 'Reporting-MTA', 24],
      path: ['hybrid relay', 'Reporting-MTA', 24],
    },
  },
  'qmail.eml': {
    kind: 'qmail',
    from: 'MAILER-DAEMON@old.humongous.example',
    time: '2026-11-17T10:11:12.000Z',
    reportingMta: 'old.humongous.example',
    recipients: [
      {
        final: 'mia@contoso.example',
        status: '5.7.705',
        diagnostic:
          '203.0.113.9 does not like recipient. Remote host said: 550 5.7.705 Access denied, tenant has exceeded threshold Giving up on 203.0.113.9.',
      },
      {
        final: 'ben@fabrikam.example',
        status: '5.7.750',
        diagnostic:
          '203.0.113.10 failed after I sent the message. Remote host said: 550 5.7.750 Client blocked',
      },
    ],
    original: {
      from: 'forms@humongous.example',
      returnPath: 'forms@humongous.example',
      sendingDomain: 'humongous.example',
      hops: 2,
    },
    culprit: {
      envelopeSender: ['forms@humongous.example', 'Return-Path', 22],
      headerSender: ['forms@humongous.example', 'From', 26],
      domain: ['humongous.example', 'Return-Path', 22],
      path: ['application or device', 'X-PHP-Originating-Script', 27],
      server: ['old.humongous.example', 'text', 7],
    },
  },
  'sendmail.eml': {
    kind: 'report',
    from: 'Mail Delivery Subsystem <MAILER-DAEMON>',
    time: '2026-11-16T14:45:00.000Z',
    reportingMta: 'app.margies.example',
    receivedFromMta: 'localhost.localdomain',
    recipients: [
      {
        final: 'guide@contoso.example',
        action: 'failed',
        status: '5.7.750',
        diagnostic: '550 5.7.750 Service unavailable. Client blocked',
      },
    ],
    original: {
      from: 'travel@margies.example',
      returnPath: 'www-data@app.margies.example',
      sendingDomain: 'app.margies.example',
      messageId: '<202611161444.5AG9x@app.margies.example>',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['www-data@app.margies.example', 'Return-Path', 41],
      headerSender: ['travel@margies.example', 'From', 45],
      domain: ['app.margies.example', 'Return-Path', 41],
      server: ['app.margies.example', 'Reporting-MTA', 28],
      path: ['hybrid relay', 'Reporting-MTA', 28],
    },
  },
};
