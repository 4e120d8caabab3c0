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

/** Of real bounces, one or more of each family of software; they stand outside this project. */
export const expectedCorpus: Readonly<Record<string, ExpectedNdr>> = {
  'lhost-office365-04.eml': {
    kind: 'report',
    from: 'Microsoft Outlook <postmaster@outlook.com>',
    time: '2018-05-21T05:07:55.000Z',
    generatingServer: 'SG2APC01HT247.mail.protection.outlook.com',
    reportingMta: 'SG2APC01HT247.mail.protection.outlook.com',
    receivedFromMta: 'SLXP216MB0381.KORP216.PROD.OUTLOOK.COM',
    exchangeMark: true,
    recipients: [
      {
        final: 'otsu-sakaba-hunter-neko-nyaaaaaaan@ezweb.ne.jp',
        action: 'failed',
        status: '5.1.351',
        diagnostic:
          '550 5.1.351 Remote server returned unknown recipient or mailbox unavailable -> 550 : User unknown',
        remoteMta: 'msmx.au.com',
      },
    ],
    original: {
      from: 'azumakuniyuki@outlook.example.com',
      sendingDomain: 'outlook.example.com',
      messageId: '<SLXP216MB0381A8F03A83505296890D11A9950@SLXP216MB0381.KORP216.PROD.OUTLOOK.COM>',
      hops: 3,
    },
    culprit: {
      envelopeSender: ['azumakuniyuki@outlook.example.com', 'authentication-results', 591],
      headerSender: ['azumakuniyuki@outlook.example.com', 'From', 566],
      domain: ['outlook.example.com', 'authentication-results', 591],
      account: ['azumakuniyuki@outlook.example.com', 'From', 566],
      server: ['SLXP216MB0381.KORP216.PROD.OUTLOOK.COM', 'Received', 562],
      path: ['direct submission', 'Received', 562],
    },
  },
  'lhost-office365-01.eml': {
    kind: 'exchange-text',
    from: '<postmaster@example.com>',
    time: '2015-04-29T23:34:45.000Z',
    generatingServer: 'FFFFFFFFFFFF.e0.prod.outlook.com',
    exchangeMark: true,
    recipients: [
      {
        final: 'kijitora@example.com',
        status: '5.1.10',
        diagnostic:
          "Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'",
      },
    ],
    original: {
      from: 'sironeko@example.ed.jp',
      returnPath: 'sironeko@example.ed.jp',
      sendingDomain: 'example.ed.jp',
      messageId: '<FFFFFFFF.EEEEEEEE@example.ed.jp>',
      firstPublicIp: '192.0.2.21',
      hops: 3,
    },
    culprit: {
      envelopeSender: ['sironeko@example.ed.jp', 'Return-Path', 84],
      headerSender: ['sironeko@example.ed.jp', 'From', 79],
      domain: ['example.ed.jp', 'Return-Path', 84],
      server: ['neko.home', 'Received', 70],
    },
  },
  'lhost-office365-02.eml': {
    kind: 'exchange-text',
    from: 'postmaster@example.onmicrosoft.com (postmaster@example.onmicrosoft.com)',
    time: '2015-04-29T14:34:45.000Z',
    generatingServer: 'NEKOCHAN.example.prod.outlook.com',
    recipients: [
      {
        final: 'kijitora@example.onmicrosoft.com',
        status: '5.1.1',
        diagnostic: "Remote Server returned '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'",
      },
    ],
    original: {
      from: 'sironeko@example.jp',
      returnPath: 'sironeko@example.jp',
      sendingDomain: 'example.jp',
      messageId: '<c302b7e8-9b97-40ef-90eb-313cc6c25133@NYAAAAN.example.org>',
      firstPublicIp: '198.51.100.2',
      hops: 2,
    },
    culprit: {
      envelopeSender: ['sironeko@example.jp', 'Return-Path', 37],
      headerSender: ['sironeko@example.jp', 'From', 35],
      domain: ['example.jp', 'Return-Path', 37],
      server: ['neko22.example.org', 'Received', 30],
    },
  },
  'lhost-exchange2007-04.eml': {
    kind: 'report',
    from: '<postmaster@example.jp>',
    time: '2017-04-29T14:34:45.000Z',
    generatingServer: 'example.jp',
    reportingMta: 'example.jp',
    receivedFromMta: 'mail2.bemta22.messagelabs.com',
    recipients: [
      {
        final: 'neko-nyaan@example.jp',
        original: 'neko-nyaan@cat.example.jp',
        action: 'failed',
        status: '5.7.1',
        diagnostic: '550 5.7.1 RESOLVER.RST.AuthRequired; authentication required',
      },
    ],
    original: {
      from: 'kijitora@example.com',
      returnPath: 'kijitora@example.com',
      sendingDomain: 'example.com',
      messageId: '<78f44d2b2ea5763064d21edacd9d8d18@example.net>',
      firstPublicIp: '192.0.2.55',
      hops: 5,
    },
    culprit: {
      envelopeSender: ['kijitora@example.com', 'Return-Path', 120],
      headerSender: ['kijitora@example.com', 'From', 137],
      domain: ['example.com', 'Return-Path', 120],
      server: ['mail2.bemta22.messagelabs.com', 'Received-From-MTA', 104],
    },
  },
  'lhost-exchange2003-01.eml': {
    kind: 'exchange-server',
    from: 'System Administrator <postmaster@example.jp>',
    time: '2010-04-29T00:00:00.000Z',
    recipients: [
      {
        final: 'kijitora@example.jp',
        diagnostic:
          'The recipient name is not recognized MSEXCH:IMS:NNN:KIJITORACAT:NEKO 0 (000C05A6) Unknown Recipient',
      },
    ],
    culprit: {
      envelopeSender: ['shironeko@example.com', 'To', 11],
      domain: ['example.com', 'To', 11],
    },
  },
  'lhost-postfix-02.eml': {
    kind: 'report',
    from: 'MAILER-DAEMON@smtp.example.com (Mail Delivery System)',
    time: '2014-06-21T18:35:16.000Z',
    reportingMta: 'smtp.example.com',
    recipients: [
      {
        final: 'filtered@example.co.jp',
        original: 'filtered@example.co.jp',
        action: 'failed',
        status: '5.2.1',
        diagnostic: '550 5.2.1 <filtered@example.co.jp>... User Unknown',
        remoteMta: 'mx.example.co.jp',
      },
      {
        final: 'userunknown@example.co.jp',
        original: 'userunknown@example.co.jp',
        action: 'failed',
        status: '5.1.1',
        diagnostic: '550 5.1.1 <userunknown@example.co.jp>... User Unknown',
        remoteMta: 'mx.example.co.jp',
      },
    ],
    original: {
      from: 'kijitora@example.jp',
      returnPath: 'kijitora@example.jp',
      sendingDomain: 'example.jp',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['kijitora@example.jp', 'Return-Path', 69],
      headerSender: ['kijitora@example.jp', 'From', 74],
      domain: ['example.jp', 'Return-Path', 69],
    },
  },
  'lhost-exim-02.eml': {
    kind: 'exim',
    from: 'Mail Delivery System <Mailer-Daemon@marutamachi.example.org>',
    time: '2014-07-10T07:31:43.000Z',
    recipients: [
      {
        final: 'kijitora@example.jp',
        status: '5.1.1',
        diagnostic:
          'SMTP error from remote mail server after RCPT TO:<kijitora@example.jp>: host mx.example.jp [192.0.2.153]: 550 5.1.1 <kijitora@example.jp>... User Unknown',
      },
      {
        final: 'sabatora@example.jp',
        status: '5.2.1',
        diagnostic:
          'SMTP error from remote mail server after RCPT TO:<sabatora@example.jp>: host mx.example.jp [192.0.2.153]: 550 5.2.1 <sabatora@example.jp>... User Unknown',
      },
    ],
    original: {
      from: 'shironeko@example.jp',
      returnPath: 'shironeko@example.jp',
      sendingDomain: 'example.jp',
      messageId: '<E1X58pB-0004bW-2s@marutamachi.example.org>',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['shironeko@example.jp', 'Return-path', 31],
      headerSender: ['shironeko@example.jp', 'From', 39],
      domain: ['example.jp', 'Return-path', 31],
    },
  },
  'lhost-qmail-02.eml': {
    kind: 'qmail',
    from: 'MAILER-DAEMON@vagrant-centos65.vagrantup.com',
    time: '2014-07-01T08:30:56.000Z',
    recipients: [
      {
        final: 'userunknown@example.jp',
        status: '5.1.1',
        diagnostic:
          '192.0.2.153 does not like recipient. Remote host said: 550 5.1.1 <userunknown@example.jp>... User Unknown Giving up on 192.0.2.153.',
      },
      {
        final: 'filtered@example.jp',
        status: '5.2.1',
        diagnostic:
          '192.0.2.153 does not like recipient. Remote host said: 550 5.2.1 <filtered@example.jp>... User Unknown Giving up on 192.0.2.153.',
      },
    ],
    original: {
      from: 'shironeko@example.jp',
      returnPath: 'shironeko@example.jp',
      sendingDomain: 'example.jp',
      hops: 2,
    },
    culprit: {
      envelopeSender: ['shironeko@example.jp', 'Return-Path', 28],
      headerSender: ['shironeko@example.jp', 'From', 33],
      domain: ['example.jp', 'Return-Path', 28],
    },
  },
  'lhost-sendmail-04.eml': {
    kind: 'report',
    from: 'Mail Delivery Subsystem <MAILER-DAEMON>',
    time: '2009-04-29T14:45:00.000Z',
    reportingMta: 'mx.example.jp',
    receivedFromMta: 'localhost.localdomain',
    recipients: [
      {
        final: 'kijitora@example.com',
        action: 'failed',
        status: '5.1.8',
        diagnostic:
          '553 5.1.8 <httpd@host1.mx.example.jp>... Domain of sender address httpd@host1.mx.example.jp does not exist',
      },
    ],
    original: {
      from: 'shironeko@example.co.jp',
      returnPath: 'httpd@host1.mx.example.jp',
      sendingDomain: 'host1.mx.example.jp',
      messageId: '<000000000000000000000000000@host1.mx.example.jp>',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['httpd@host1.mx.example.jp', 'Return-Path', 46],
      headerSender: ['shironeko@example.co.jp', 'From', 53],
      domain: ['host1.mx.example.jp', 'Return-Path', 46],
      server: ['localhost.localdomain', 'Received-From-MTA', 33],
    },
  },
  'lhost-amazonses-01.eml': {
    kind: 'report',
    from: 'MAILER-DAEMON@email-bounces.amazonses.com',
    time: '2011-08-31T03:44:07.000Z',
    reportingMta: 'a192-79.smtp-out.amazonses.com',
    recipients: [
      {
        final: 'shironeko@example.co.jp',
        action: 'failed',
        status: '5.0.0',
        diagnostic:
          "5.1.0 - Unknown address error 550-'5.7.1 <000001321defbd2a-788e31c8-2be1-422f-a8d4-cf7765cc9ed7-000000@email-bounces.amazonses.com>... Access denied' (delivery attempts: 0)",
        remoteMta: '[192.0.2.222]',
      },
    ],
    original: {
      from: 'kijitora@example.jp',
      returnPath: '000001321defbd2a-788e31c8-2be1-422f-a8d4-cf7765cc9ed7-000000@email-bounces.amazonses.com',
      sendingDomain: 'email-bounces.amazonses.com',
      messageId: '<000001321defbd2a-788e31c8-2be1-422f-a8d4-cf7765cc9ed7-000000@email.amazonses.com>',
      hops: 1,
    },
    culprit: {
      envelopeSender: [
        '000001321defbd2a-788e31c8-2be1-422f-a8d4-cf7765cc9ed7-000000@email-bounces.amazonses.com',
        'Return-Path',
        44,
      ],
      headerSender: ['kijitora@example.jp', 'From', 45],
      domain: ['email-bounces.amazonses.com', 'Return-Path', 44],
    },
  },
  'rhost-microsoft-01.eml': {
    kind: 'report',
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@nyaan.example.ed.jp>',
    time: '2015-04-29T11:00:00.000Z',
    reportingMta: 'nyaan.example.ed.jp',
    receivedFromMta: 'localhost',
    recipients: [
      {
        final: 'kijitora@example.com',
        action: 'failed',
        status: '5.7.606',
        remoteMta: 'example.com.mail.protection.outlook.com',
      },
    ],
    original: {
      from: 'shironeko@example.org',
      returnPath: 'root@nyaan.example.ed.jp',
      sendingDomain: 'nyaan.example.ed.jp',
      messageId: '<00000000000000000000000000000000000000000000000@example.net>',
      hops: 2,
    },
    culprit: {
      envelopeSender: ['root@nyaan.example.ed.jp', 'Return-Path', 56],
      headerSender: ['shironeko@example.org', 'From', 66],
      domain: ['nyaan.example.ed.jp', 'Return-Path', 56],
      server: ['nyaan.example.ed.jp', 'Reporting-MTA', 42],
      path: ['hybrid relay', 'Reporting-MTA', 42],
    },
  },
  'lhost-domino-01.eml': {
    kind: 'domino',
    from: 'Postmaster@example.jp',
    time: '2010-04-29T17:54:01.000Z',
    recipients: [
      {
        final: 'kijitora@example.jp',
        diagnostic: 'User some.name (kijitora@example.jp) not listed in Domino Directory',
      },
    ],
    culprit: {
      envelopeSender: ['shironeko@example.com', 'To', 14],
      domain: ['example.com', 'To', 14],
    },
  },
  'rfc3464-04.eml': {
    kind: 'report',
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@neko.example.edu>',
    time: '1999-04-30T04:34:45.000Z',
    reportingMta: 'mailx-53.neko.example.edu',
    receivedFromMta: '[192.0.2.64]',
    recipients: [{ final: 'kijitora@mailx-53.neko.example.edu', action: 'failed', status: '5.5.0' }],
    original: {
      from: 'shironeko@example.com',
      returnPath: 'shironeko@example.com',
      sendingDomain: 'example.com',
      messageId: '<00000000000.000000@mx4.example.co.jp>',
      firstPublicIp: '192.0.2.68',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['shironeko@example.com', 'Return-Path', 39],
      headerSender: ['shironeko@example.com', 'From', 43],
      domain: ['example.com', 'Return-Path', 39],
      server: ['[192.0.2.64]', 'Received-From-MTA', 30],
    },
  },
};
