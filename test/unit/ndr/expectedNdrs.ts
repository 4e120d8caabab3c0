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

/** Of real bounces; they stand outside this project. */
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
        diagnostic:
          '550 5.7.606 Access denied, banned sending IP [198.51.100.222]. To request removal from this list please visit https://sender.office.com/ and follow the directions. For more information please go to  http://go.microsoft.com/fwlink/?LinkID=526655 (AS16012609)',
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
  'lhost-domino-02.eml': {
    kind: 'report',
    from: 'Postmaster@example.co.jp',
    time: '2012-07-07T16:03:54.000Z',
    reportingMta: 'mx.example.co.jp',
    recipients: [
      {
        final: 'kijitora@example.co.jp',
        action: 'failed',
        status: '5.0.0',
        diagnostic:
          '\u001b$B%f!<%6!<\u001b(BNeko (kijitora@example.co.jp) \u001b$B$O\u001b(B Domino \u001b$B%G%#%l%/%H%j$K$O8+$D$+$j$^$;$s!#\u001b(B',
      },
    ],
    original: {
      from: 'kijitora@example.org',
      sendingDomain: 'example.org',
      messageId: '<0000000000.00000000-0000000000.00000000-00000000.00000000@example.co.jp>',
      firstPublicIp: '192.0.2.13',
      hops: 4,
    },
    culprit: {
      envelopeSender: ['kijitora@example.org', 'Received', 72],
      headerSender: ['kijitora@example.org', 'From', 82],
      domain: ['example.org', 'Received', 72],
    },
  },
  'lhost-exchange2003-02.eml': {
    kind: 'exchange-server',
    from: 'postmaster@example.co.jp',
    time: '2007-04-29T21:51:56.000Z',
    recipients: [
      {
        final: 'kijitora@example.co.jp',
        diagnostic:
          'The recipient name is not recognized The MTS-ID of the original message is: c=jp;a= ;p=neko ;l=EXCHANGE000000000000000000 MSEXCH:IMS:KIJITORA CAT:EXAMPLE:EXCHANGE 0 (000C05A6) Unknown Recipient',
      },
      {
        final: 'mikeneko@example.co.jp',
        diagnostic:
          'The recipient name is not recognized The MTS-ID of the original message is: c=jp;a= ;p=neko ;l=EXCHANGE000000000000000000 MSEXCH:IMS:KIJITORA CAT:EXAMPLE:EXCHANGE 0 (000C05A6) Unknown Recipient',
      },
    ],
    original: {
      from: 'shironeko@example.jp',
      sendingDomain: 'example.jp',
      messageId: '<000000000000000.0000000@example.jp>',
      hops: 0,
    },
    culprit: {
      envelopeSender: ['shironeko@example.jp', 'To', 13],
      headerSender: ['shironeko@example.jp', 'From', 54],
      domain: ['example.jp', 'To', 13],
    },
  },
  'lhost-exchange2003-03.eml': {
    kind: 'exchange-server',
    from: 'System Administrator <postmaster@example.net>',
    time: '2009-04-30T03:00:00.000Z',
    recipients: [
      {
        final: 'kijitora@example.jp',
        diagnostic:
          'The recipient name is not recognized MSEXCH:IMS:NNN:KIJITORACAT:NEKO 0 (000C05A6) Unknown Recipient',
      },
    ],
    original: {
      from: 'shironeko@mx.example.jp',
      sendingDomain: 'mx.example.jp',
      messageId: '<00000000000.ffffffffffff.ff@example.net>',
      hops: 0,
    },
    culprit: {
      envelopeSender: ['shironeko@mx.example.jp', 'To', 11],
      headerSender: ['shironeko@mx.example.jp', 'From', 43],
      domain: ['mx.example.jp', 'To', 11],
    },
  },
  'lhost-exchange2007-01.eml': {
    kind: 'report',
    from: 'mailer-daemon@example.com',
    time: '2011-02-22T14:34:45.000Z',
    generatingServer: 'mta4.example.org',
    reportingMta: 'mx4.example.org',
    receivedFromMta: 'mx9.example.net',
    recipients: [
      {
        final: 'mikeneko@example.co.jp',
        action: 'failed',
        status: '5.1.1',
        diagnostic: '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found',
      },
    ],
    original: {
      from: 'kijitora@example.jp',
      sendingDomain: 'example.jp',
      firstPublicIp: '192.0.2.229',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['kijitora@example.jp', 'To', 13],
      headerSender: ['kijitora@example.jp', 'From', 127],
      domain: ['example.jp', 'To', 13],
      server: ['mx9.example.net', 'Received-From-MTA', 109],
    },
  },
  'lhost-exchange2007-02.eml': {
    kind: 'report',
    from: '<postmaster@example.edu>',
    time: '2011-04-29T23:34:45.000Z',
    generatingServer: 'qs.example.edu',
    reportingMta: 'qs.example.edu',
    receivedFromMta: 'nekof2.nn.example.edu',
    recipients: [
      {
        final: 'kijitora@example.edu',
        original: 'kijitora@example.edu',
        action: 'failed',
        status: '5.2.2',
        diagnostic:
          '550 5.2.2 STOREDRV.Deliver: mailbox full. The following information should help identify the cause: "MapiExceptionShutoffQuotaExceeded:00.00000:FF000000, 00.00000:0000000094000000000000000000000000000000, 000.00000:00000000, 000.00000:FF000000, 000.00000:DD040000, 0.00000:00000000, 0.00002:FF000000, 000.00000:EEE00000, 000.0000:00000000, 000.00000:EE000000, 0.0000:FF000000, 0.0000:FFFFF000, 0.0000:00000000, 0.0000:00000000, 0.0000:00000000, 0.0000:00000000, 0.0000:00000000, 0.00000:FFFF0000, 0.0000:00000000, 000.0000:FF000000, 0.00000:FFFFFFFF, 000.00000:EEEE0000, 0.00000:00000000, 0.00000:00000000, 0.00000:00000000, 0.0000:00000000, 0.00000:00000000, 0.00000:00000000, 0.00000:EEEE0000, 0.00000:EEEE0000".',
      },
    ],
    original: {
      from: 'sironeko@nyaan.example.com',
      returnPath: 'error@neko.example.com',
      sendingDomain: 'neko.example.com',
      messageId: '<20110429233445.FFFFFFFFEEE@neko.example.com>',
      firstPublicIp: '203.0.113.225',
      hops: 3,
    },
    culprit: {
      envelopeSender: ['error@neko.example.com', 'Return-Path', 174],
      headerSender: ['sironeko@nyaan.example.com', 'From', 166],
      domain: ['neko.example.com', 'Return-Path', 174],
      server: ['nekof2.nn.example.edu', 'Received-From-MTA', 145],
    },
  },
  'lhost-exchange2007-03.eml': {
    kind: 'report',
    from: '<postmaster@example.com>',
    time: '2010-04-29T23:34:45.000Z',
    generatingServer: 'neko.example.com',
    reportingMta: 'neko.example.com',
    receivedFromMta: 'r20-ffe0020.example.com',
    recipients: [
      {
        final: 'kijitora@neko.example.com',
        action: 'failed',
        status: '5.2.3',
        diagnostic: '550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient',
      },
    ],
    original: {
      from: 'sironeko@email.example.com',
      returnPath: 'automated-bounces+FF00EEEE-0020-2022-00FE-EEC00002FFFF@email.example.com',
      sendingDomain: 'email.example.com',
      messageId: '<20100429233445.FF00FFEE0000@r2.example.org>',
      firstPublicIp: '198.51.100.225',
      hops: 4,
    },
    culprit: {
      envelopeSender: [
        'automated-bounces+FF00EEEE-0020-2022-00FE-EEC00002FFFF@email.example.com',
        'Return-Path',
        175,
      ],
      headerSender: ['sironeko@email.example.com', 'From', 171],
      domain: ['email.example.com', 'Return-Path', 175],
      server: ['r20-ffe0020.example.com', 'Received-From-MTA', 144],
    },
  },
  'lhost-exim-01.eml': {
    kind: 'exim',
    from: 'Mail Delivery System <Mailer-Daemon@e1.example.org>',
    time: '2010-10-01T10:15:23.000Z',
    recipients: [
      {
        final: 'kijitora@example.ed.jp',
        status: '5.7.0',
        diagnostic:
          'SMTP error from remote mail server after MAIL FROM:<shironeko@example.jp> SIZE=1543: host mx.example.jp [192.0.2.20]: 550 5.7.0 <shironeko@example.jp>... Please use the smtp server of your ISP.',
      },
    ],
    original: {
      from: 'shironeko@example.jp',
      returnPath: 'shironeko@example.jp',
      sendingDomain: 'example.jp',
      messageId: '<E1P1ce6-000Egt-GZ@e1.example.org>',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['shironeko@example.jp', 'Return-path', 30],
      headerSender: ['shironeko@example.jp', 'From', 38],
      domain: ['example.jp', 'Return-path', 30],
    },
  },
  'lhost-exim-03.eml': {
    kind: 'exim',
    from: 'Mail Delivery System <Mailer-Daemon@marutamachi.example.org>',
    time: '2010-10-01T10:28:56.000Z',
    recipients: [
      {
        final: 'kijitora@example.or.jp',
        status: '5.7.0',
        diagnostic:
          'SMTP error from remote mail server after end of data: host mx.example.jp [192.0.2.20]: 554 5.7.0 Header error',
      },
    ],
    original: {
      from: 'shironeko@example.jp',
      returnPath: 'shironeko@example.jp',
      sendingDomain: 'example.jp',
      messageId: '<hogeuoiuadogalhg.dg9i09@example.jp>',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['shironeko@example.jp', 'Return-path', 30],
      headerSender: ['shironeko@example.jp', 'From', 38],
      domain: ['example.jp', 'Return-path', 30],
    },
  },
  'lhost-exim-04.eml': {
    kind: 'exim',
    from: 'Mail Delivery System <Mailer-Daemon@e1.example.org>',
    time: '2010-10-01T10:15:23.000Z',
    recipients: [
      {
        final: 'kijitora',
        status: '5.7.0',
        diagnostic:
          'SMTP error from remote mail server after MAIL FROM:<shironeko@example.jp> SIZE=1543: host mx.example.jp [192.0.2.20]: 550 5.7.0 <shironeko@example.jp>... Please use the smtp server of your ISP.',
      },
    ],
    original: {
      from: 'shironeko@example.jp',
      returnPath: 'shironeko@example.jp',
      sendingDomain: 'example.jp',
      messageId: '<E1P1ce6-000Egt-GZ@e1.example.org>',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['shironeko@example.jp', 'Return-path', 30],
      headerSender: ['shironeko@example.jp', 'From', 38],
      domain: ['example.jp', 'Return-path', 30],
    },
  },
  'lhost-gmail-01.eml': {
    kind: 'gmail',
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    time: '2014-07-18T07:31:02.000Z',
    recipients: [
      {
        final: 'userunknown@example.jp',
        status: '5.1.1',
        diagnostic: '550 5.1.1 <userunknown@example.jp>... User Unknown',
      },
    ],
    original: {
      from: 'the-local-part-of-google-mail-address@gmail.com',
      returnPath: 'the-local-part-of-google-mail-address@gmail.com',
      sendingDomain: 'gmail.com',
      messageId: '<D992C2C3-F175-4C4D-97E2-53A90E4E5BF5@gmail.com>',
      firstPublicIp: '192.0.2.135',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['the-local-part-of-google-mail-address@gmail.com', 'Return-Path', 53],
      headerSender: ['the-local-part-of-google-mail-address@gmail.com', 'From', 59],
      domain: ['gmail.com', 'Return-Path', 53],
    },
  },
  'lhost-messagingserver-01.eml': {
    kind: 'report',
    from: 'postmaster@mac.example.com',
    time: '2014-04-29T23:34:45.000Z',
    reportingMta: 'mr21p30im-asmtp004.me.example.com',
    recipients: [
      {
        final: 'kijitora@example.jp',
        original: 'kijitora@example.jp',
        action: 'failed',
        status: '5.1.1',
        diagnostic: '550 5.1.1 <kijitora@example.jp>... User Unknown',
        remoteMta: 'mx.example.jp',
      },
    ],
    original: {
      from: 'shironeko@me.example.com',
      returnPath: 'shironeko@me.example.com',
      sendingDomain: 'me.example.com',
      messageId: '<CD8C6134-C312-41D5-B083-366F7FA1D752@me.example.com>',
      firstPublicIp: '192.0.2.135',
      hops: 2,
    },
    culprit: {
      envelopeSender: ['shironeko@me.example.com', 'Return-path', 73],
      headerSender: ['shironeko@me.example.com', 'From', 85],
      domain: ['me.example.com', 'Return-path', 73],
    },
  },
  'lhost-messagingserver-02.eml': {
    kind: 'report',
    from: 'postmaster@example.net',
    time: '2007-04-29T23:34:45.000Z',
    reportingMta: 'mx3.example.net',
    recipients: [
      {
        final: '@smtp.example.net:kijitora@server',
        original: 'kijitora@example.net',
        action: 'failed',
        status: '5.2.0',
        diagnostic: '522 5.2.0 Delivery failed: Over quota',
        remoteMta: 'smtp.example.net',
      },
    ],
    original: {
      from: 'shironeko@example.com',
      returnPath: 'shironeko@example.com',
      sendingDomain: 'example.com',
      messageId: '<00000000000000000000000000000000@example.com>',
      hops: 2,
    },
    culprit: {
      envelopeSender: ['shironeko@example.com', 'Return-path', 57],
      headerSender: ['shironeko@example.com', 'From', 63],
      domain: ['example.com', 'Return-path', 57],
    },
  },
  'lhost-office365-03.eml': {
    kind: 'report',
    from: '<postmaster@nekonyaan.example.com>',
    time: '2017-04-29T23:34:45.000Z',
    generatingServer: 'NEKONYAAN22.sotoneko.prod.outlook.com',
    reportingMta: 'NEKONYAAN22.sotoneko.prod.outlook.com',
    receivedFromMta: 'nekochan2.example.org',
    exchangeMark: true,
    recipients: [
      {
        final: 'kijitora@example.com',
        action: 'failed',
        status: '5.1.0',
        diagnostic:
          "550 5.1.0 192.0.2.222 is not allowed to send from <example.net> per it's SPF Record. Please inspect your SPF settings, and try again. IB508  <http://x.co/srbounce>",
        remoteMta: 'neko-smtp-02-22.prod.cats.secureserver.net',
      },
    ],
    original: {
      from: 'sironeko@example.com',
      returnPath: 'sironeko@example.net',
      sendingDomain: 'example.net',
      messageId: '<000000000000.2222.22222222222200000000@NEKO-NYAAN>',
      firstPublicIp: '192.0.2.222',
      hops: 4,
    },
    culprit: {
      envelopeSender: ['sironeko@example.net', 'Return-Path', 95],
      headerSender: ['sironeko@example.com', 'From', 91],
      domain: ['example.net', 'Return-Path', 95],
      server: ['nekochan2.example.org', 'Received', 76],
    },
  },
  'lhost-office365-05.eml': {
    kind: 'report',
    from: 'Microsoft Outlook <postmaster@outlook.com>',
    time: '2018-05-23T08:15:53.000Z',
    generatingServer: 'SG2APC01HT040.mail.protection.outlook.com',
    reportingMta: 'SG2APC01HT040.mail.protection.outlook.com',
    receivedFromMta: 'SLXP216MB0381.KORP216.PROD.OUTLOOK.COM',
    exchangeMark: true,
    recipients: [
      {
        final: 'kijitora@example.jp',
        action: 'failed',
        status: '5.1.8',
        diagnostic: '501 5.1.8 Sender address rejected',
        remoteMta: 'nijo.example.jp',
      },
    ],
    original: {
      from: 'azumakuniyuki@microsoft.example.com',
      sendingDomain: 'microsoft.example.com',
      messageId: '<SLXP216MB0381016D56DE89DBC2139287A96B0@SLXP216MB0381.KORP216.PROD.OUTLOOK.COM>',
      hops: 3,
    },
    culprit: {
      envelopeSender: ['azumakuniyuki@microsoft.example.com', 'authentication-results', 514],
      headerSender: ['azumakuniyuki@microsoft.example.com', 'From', 489],
      domain: ['microsoft.example.com', 'authentication-results', 514],
      account: ['azumakuniyuki@microsoft.example.com', 'From', 489],
      server: ['SLXP216MB0381.KORP216.PROD.OUTLOOK.COM', 'Received', 485],
      path: ['direct submission', 'Received', 485],
    },
  },
  'lhost-office365-06.eml': {
    kind: 'report',
    from: 'Microsoft Outlook <postmaster@outlook.com>',
    time: '2018-05-25T08:21:10.000Z',
    generatingServer: 'SG2APC01HT226.mail.protection.outlook.com',
    reportingMta: 'SG2APC01HT226.mail.protection.outlook.com',
    receivedFromMta: 'SLXP216MB0381.KORP216.PROD.OUTLOOK.COM',
    exchangeMark: true,
    recipients: [
      {
        final: 'neko@libsisimai.org',
        action: 'failed',
        status: '5.4.312',
        diagnostic: '550 5.4.312 Message expired, DNS query failed',
      },
    ],
    original: {
      from: 'azumakuniyuki@microsoft.example.com',
      sendingDomain: 'microsoft.example.com',
      messageId: '<SLXP216MB03812EA2935A3C31767F16B7A96B0@SLXP216MB0381.KORP216.PROD.OUTLOOK.COM>',
      hops: 3,
    },
    culprit: {
      envelopeSender: ['azumakuniyuki@microsoft.example.com', 'authentication-results', 526],
      headerSender: ['azumakuniyuki@microsoft.example.com', 'From', 501],
      domain: ['microsoft.example.com', 'authentication-results', 526],
      account: ['azumakuniyuki@microsoft.example.com', 'From', 501],
      server: ['SLXP216MB0381.KORP216.PROD.OUTLOOK.COM', 'Received', 497],
      path: ['direct submission', 'Received', 497],
    },
  },
  'lhost-opensmtpd-01.eml': {
    kind: 'opensmtpd',
    from: 'Mailer Daemon <MAILER-DAEMON@aneyakoji.example.jp>',
    time: '2014-07-17T11:20:14.000Z',
    recipients: [
      {
        final: 'apdugoaidugoaidugoaeiudggadi@gmail.com',
        status: '5.1.1',
        diagnostic:
          '550 5.1.1 http://support.google.com/mail/bin/answer.py?answer=6596 ad1si1997204pbd.83 - gsmtp',
      },
    ],
    original: { from: 'kijitora@example.jp', sendingDomain: 'example.jp', hops: 1 },
    culprit: {
      envelopeSender: ['kijitora@example.jp', 'To', 12],
      headerSender: ['kijitora@example.jp', 'From', 31],
      domain: ['example.jp', 'To', 12],
    },
  },
  'lhost-opensmtpd-02.eml': {
    kind: 'opensmtpd',
    from: 'Mailer Daemon <MAILER-DAEMON@aneyakoji.example.jp>',
    time: '2014-07-17T11:15:48.000Z',
    recipients: [
      {
        final: 'mailboxfull@example.jp',
        status: '5.2.2',
        diagnostic: '550 5.2.2 <mailboxfull@example.jp>... Mailbox Full',
      },
      {
        final: 'userunknown@example.jp',
        status: '5.1.1',
        diagnostic: '550 5.1.1 <userunknown@example.jp>... User Unknown',
      },
    ],
    original: { from: 'kijitora@example.jp', sendingDomain: 'example.jp', hops: 1 },
    culprit: {
      envelopeSender: ['kijitora@example.jp', 'To', 12],
      headerSender: ['kijitora@example.jp', 'From', 31],
      domain: ['example.jp', 'To', 12],
    },
  },
  'lhost-outlook-01.eml': {
    kind: 'report',
    from: 'postmaster@mail.hotmail.example.com',
    time: '2014-11-21T22:17:35.000Z',
    reportingMta: 'BLU004-OMC3S13.hotmail.example.com',
    receivedFromMta: 'BLU436-SMTP66',
    recipients: [
      {
        final: 'kijitora@example.jp',
        action: 'failed',
        status: '5.2.2',
        diagnostic: '550 5.2.2 <kijitora@example.jp>... Mailbox Full',
      },
    ],
    original: {
      from: 'shironeko@hotmail.example.com',
      returnPath: 'shironeko@hotmail.example.com',
      sendingDomain: 'hotmail.example.com',
      messageId: '<BLU436-SMTP6645ECA6E7FEFFE86D040BBA770@phx.gbl>',
      firstPublicIp: '65.55.116.73',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['shironeko@hotmail.example.com', 'Return-Path', 57],
      headerSender: ['shironeko@hotmail.example.com', 'From', 58],
      domain: ['hotmail.example.com', 'Return-Path', 57],
      server: ['BLU436-SMTP66', 'Received-From-MTA', 41],
    },
  },
  'lhost-outlook-02.eml': {
    kind: 'report',
    from: 'postmaster@mail.outlook.example.com',
    time: '2014-11-21T22:17:13.000Z',
    reportingMta: 'BLU004-OMC3S6.outlook.example.com',
    receivedFromMta: 'BLU436-SMTP66',
    recipients: [
      {
        final: 'kijitora@example.jp',
        action: 'failed',
        status: '5.1.1',
        diagnostic: '550 5.1.1 <kijitora@example.jp>... User Unknown',
      },
    ],
    original: {
      from: 'shironeko@outlook.example.com',
      returnPath: 'shironeko@outlook.example.com',
      sendingDomain: 'outlook.example.com',
      messageId: '<BLU436-SMTP6688F46CFBFB4294F252B1BA770@phx.gbl>',
      firstPublicIp: '65.55.116.72',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['shironeko@outlook.example.com', 'Return-Path', 57],
      headerSender: ['shironeko@outlook.example.com', 'From', 58],
      domain: ['outlook.example.com', 'Return-Path', 57],
      server: ['BLU436-SMTP66', 'Received-From-MTA', 41],
    },
  },
  'lhost-outlook-03.eml': {
    kind: 'report',
    from: 'postmaster@mail.hotmail.example.org',
    time: '2014-11-21T22:17:52.000Z',
    reportingMta: 'BLU004-OMC3S23.hotmail.example.org',
    receivedFromMta: 'BLU436-SMTP66',
    recipients: [
      {
        final: 'kijitora@example.jp',
        action: 'failed',
        status: '5.5.0',
        diagnostic:
          '554 The mail could not be delivered to the recipient because the domain is not reachable. Please check the domain and try again (-1915321397:308:-2147467259)',
      },
    ],
    original: {
      from: 'shironeko@hotmail.example.org',
      returnPath: 'shironeko@hotmail.example.org',
      sendingDomain: 'hotmail.example.org',
      messageId: '<BLU436-SMTP665C5ECBE0D0D7D4C869BEBA770@phx.gbl>',
      firstPublicIp: '65.55.116.74',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['shironeko@hotmail.example.org', 'Return-Path', 57],
      headerSender: ['shironeko@hotmail.example.org', 'From', 58],
      domain: ['hotmail.example.org', 'Return-Path', 57],
      server: ['BLU436-SMTP66', 'Received-From-MTA', 41],
    },
  },
  'lhost-postfix-01.eml': {
    kind: 'report',
    from: 'MAILER-DAEMON@p351355.pool.example.ne.jp (Mail Delivery System)',
    time: '2013-04-29T14:45:32.000Z',
    reportingMta: 'p351355.pool.example.ne.jp',
    recipients: [
      {
        final: 'r@p351355.pool.example.ne.jp',
        original: 'kijitora@example.org',
        action: 'failed',
        status: '5.1.1',
        diagnostic: 'procmail: Couldn\'t create "/var/spool/mail/neko" id: r.example.org: No such user',
      },
    ],
    culprit: {
      envelopeSender: ['shironeko@mx.example.jp', 'X-Postfix-Sender', 47],
      domain: ['mx.example.jp', 'X-Postfix-Sender', 47],
    },
  },
  'lhost-postfix-03.eml': {
    kind: 'report',
    from: 'MAILER-DAEMON@e1.example.ne.jp (Mail Delivery System)',
    time: '2014-07-01T14:45:01.000Z',
    reportingMta: 'e1.example.ne.jp',
    recipients: [
      {
        final: 'kijitora@example.net',
        original: 'kijitora@example.net',
        action: 'failed',
        status: '5.0.0',
        diagnostic: '550 Unknown user kijitora@example.net',
        remoteMta: 'mail.example.net',
      },
    ],
    original: {
      from: 'shironeko@example.jp',
      sendingDomain: 'example.jp',
      messageId: '<20140701000000.000000000000@e1.example.ne.jp>',
      hops: 2,
    },
    culprit: {
      envelopeSender: ['postmaster@e1.example.ne.jp', 'X-Postfix-Sender', 44],
      headerSender: ['shironeko@example.jp', 'From', 65],
      domain: ['e1.example.ne.jp', 'X-Postfix-Sender', 44],
    },
  },
  'lhost-postfix-04.eml': {
    kind: 'report',
    from: 'MAILER-DAEMON@mv-osn-hcb007.ocn.ad.jp (Mail Delivery System)',
    time: '2010-05-24T10:06:50.000Z',
    reportingMta: 'mv-osn-hcb007.ocn.ad.jp',
    recipients: [
      {
        final: 'kijitora@example.co.jp',
        original: 'kijitora@example.co.jp',
        action: 'failed',
        status: '5.1.1',
        diagnostic: '550 5.1.1 Address rejected kijitora@example.co.jp',
        remoteMta: 'mx01.example.co.jp',
      },
    ],
    original: {
      from: 'shironeko@example.ne.jp',
      sendingDomain: 'example.ne.jp',
      messageId: '<A8F82EDD-E518-4F5C-8C70-BC4EFF24AB9F@example.ne.jp>',
      firstPublicIp: '192.0.2.135',
      hops: 2,
    },
    culprit: {
      envelopeSender: ['shironeko@example.ne.jp', 'X-Postfix-Sender', 56],
      headerSender: ['shironeko@example.ne.jp', 'From', 78],
      domain: ['example.ne.jp', 'X-Postfix-Sender', 56],
    },
  },
  'lhost-postfix-05.eml': {
    kind: 'report',
    from: 'MAILER-DAEMON@example.com (Mail Delivery System)',
    time: '2012-02-22T12:50:02.000Z',
    reportingMta: 'v1.example.com',
    recipients: [
      {
        final: 'kijitora@example.org',
        original: 'kijitora@example.org',
        action: 'failed',
        status: '4.1.1',
        diagnostic:
          '450 4.1.1 <kijitora@example.org>: Recipient address rejected: User unknown in virtual alias table',
        remoteMta: 'excalibur.example.org',
      },
    ],
    original: {
      from: 'shironeko@example.co.jp',
      sendingDomain: 'example.co.jp',
      messageId: '<FFFFFFFF.0000000@example.co.jp>',
      firstPublicIp: '203.24.100.34',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['shironeko@example.co.jp', 'X-Postfix-Sender', 51],
      headerSender: ['shironeko@example.co.jp', 'From', 71],
      domain: ['example.co.jp', 'X-Postfix-Sender', 51],
    },
  },
  'lhost-postfix-06.eml': {
    kind: 'report',
    from: 'MAILER-DAEMON@vagrant-centos65.vagrantup.com (Mail Delivery System)',
    time: '2014-10-24T10:47:05.000Z',
    reportingMta: 'vagrant-centos65.vagrantup.com',
    recipients: [
      {
        final: 'kijitora@neko.example.jp',
        original: 'kijitora@neko.example.jp',
        action: 'failed',
        status: '5.4.4',
        diagnostic:
          'Host or domain name not found. Name service error for name=neko.example.jp type=AAAA: Host not found',
      },
    ],
    original: {
      from: 'shironeko@example.jp',
      returnPath: 'shironeko@example.jp',
      sendingDomain: 'example.jp',
      messageId: '<20141024104625.9C81E2203D@vagrant-centos65.vagrantup.com>',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['shironeko@example.jp', 'Return-Path', 60],
      headerSender: ['shironeko@example.jp', 'From', 65],
      domain: ['example.jp', 'Return-Path', 60],
    },
  },
  'lhost-qmail-01.eml': {
    kind: 'qmail',
    from: 'MAILER-DAEMON@mx4.example.jp',
    time: '2013-04-23T15:00:00.000Z',
    recipients: [
      {
        final: 'kijitora@example.ne.jp',
        status: '5.5.0',
        diagnostic:
          'Sorry, no SMTP connection got far enough; most progress was RCPT TO response; remote host 192.0.2.32 said: 550 Unknown user kijitora@example.ne.jp . (#5.5.0) (Other MXes tried: 192.0.2.32 said 550 for RCPT TO response; 192.0.2.40 said 550 for RCPT TO response; 192.0.2.12 said 550 for RCPT TO response; 192.0.2.24 said 550 for RCPT TO response.)',
      },
    ],
    original: {
      from: 'nekochan@example.jp',
      returnPath: 'nekochan@example.jp',
      sendingDomain: 'example.jp',
      messageId: '<000000000.9999999999999.JavaMail.postmaster@mailhub>',
      firstPublicIp: '192.0.2.4',
      hops: 3,
    },
    culprit: {
      envelopeSender: ['nekochan@example.jp', 'Return-Path', 24],
      headerSender: ['nekochan@example.jp', 'From', 32],
      domain: ['example.jp', 'Return-Path', 24],
    },
  },
  'lhost-sendmail-01.eml': {
    kind: 'report',
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@smtpgw.example.jp>',
    time: '2013-10-16T05:15:35.000Z',
    reportingMta: 'smtpgw.example.jp',
    receivedFromMta: 'p0000-ipbfpfx00kyoto.kyoto.example.co.jp',
    recipients: [
      {
        final: 'userunknown@bouncehammer.jp',
        action: 'failed',
        status: '5.1.1',
        diagnostic: '550 5.1.1 <userunknown@bouncehammer.jp>... User Unknown',
        remoteMta: 'mx.bouncehammer.jp',
      },
    ],
    original: {
      from: 'kijitora@example.org',
      returnPath: 'kijitora@example.org',
      sendingDomain: 'example.org',
      messageId: '<E1C50F1B-1C83-4820-BC36-AC6FBFBE8568@example.org>',
      firstPublicIp: '192.0.2.25',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['kijitora@example.org', 'Return-Path', 50],
      headerSender: ['kijitora@example.org', 'From', 55],
      domain: ['example.org', 'Return-Path', 50],
      server: ['p0000-ipbfpfx00kyoto.kyoto.example.co.jp', 'Received-From-MTA', 37],
    },
  },
  'lhost-sendmail-02.eml': {
    kind: 'report',
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@nijo.example.jp>',
    time: '2014-02-26T11:05:48.000Z',
    reportingMta: 'nijo.example.jp',
    receivedFromMta: 'smtp-gateway.kyoto.ocn.ne.jp',
    recipients: [
      {
        final: 'userunknown@example.org',
        action: 'failed',
        status: '5.1.1',
        diagnostic: '550 5.1.1 <userunknown@example.org>... User Unknown',
        remoteMta: 'mx.example.org',
      },
      {
        final: 'filtered@example.com',
        action: 'failed',
        status: '5.2.1',
        diagnostic: '550 5.2.1 <filtered@example.com>... User Unknown',
        remoteMta: 'mx.example.com',
      },
    ],
    original: {
      from: 'kijitora@example.jp',
      returnPath: 'kijitora@example.jp',
      sendingDomain: 'example.jp',
      messageId: '<C6625D0F-A302-4980-BEAB-2AF883EA0116@example.jp>',
      firstPublicIp: '192.0.2.222',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['kijitora@example.jp', 'Return-Path', 61],
      headerSender: ['kijitora@example.jp', 'From', 66],
      domain: ['example.jp', 'Return-Path', 61],
      server: ['smtp-gateway.kyoto.ocn.ne.jp', 'Received-From-MTA', 41],
    },
  },
  'lhost-sendmail-03.eml': {
    kind: 'report',
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@mx2.example.net>',
    time: '2014-06-21T14:34:45.000Z',
    reportingMta: 'mx2.example.net',
    receivedFromMta: 'mail0.example.co.jp',
    recipients: [
      {
        final: 'bounce0@example.org',
        action: 'failed',
        status: '5.1.1',
        diagnostic: '550 5.1.1 <userunknown@example.co.jp>... User Unknown',
        remoteMta: 'mx.example.co.jp',
      },
    ],
    original: {
      from: 'kijitora@example.co.jp',
      returnPath: 'kijitora@example.co.jp',
      sendingDomain: 'example.co.jp',
      messageId: '<2459BC68-A7A5-4FCD-99FE-8CE9335880BF@example.co.jp>',
      firstPublicIp: '192.0.2.135',
      hops: 2,
    },
    culprit: {
      envelopeSender: ['kijitora@example.co.jp', 'Return-Path', 55],
      headerSender: ['kijitora@example.co.jp', 'From', 63],
      domain: ['example.co.jp', 'Return-Path', 55],
      server: ['mail0.example.co.jp', 'Received-From-MTA', 41],
    },
  },
  'rfc3464-01.eml': {
    kind: 'report',
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@smtpgw.example.jp>',
    time: '2013-10-16T05:15:35.000Z',
    reportingMta: 'smtpgw.example.jp',
    receivedFromMta: 'p0000-ipbfpfx00kyoto.kyoto.example.co.jp',
    recipients: [
      {
        final: 'userunknown@bouncehammer.jp',
        action: 'failed',
        status: '5.1.1',
        diagnostic: '550 5.1.1 <userunknown@bouncehammer.jp>... User Unknown',
        remoteMta: 'mx.bouncehammer.jp',
      },
    ],
    original: {
      from: 'kijitora@example.org',
      returnPath: 'kijitora@example.org',
      sendingDomain: 'example.org',
      messageId: '<E1C50F1B-1C83-4820-BC36-AC6FBFBE8568@example.org>',
      firstPublicIp: '192.0.2.25',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['kijitora@example.org', 'Return-Path', 39],
      headerSender: ['kijitora@example.org', 'From', 44],
      domain: ['example.org', 'Return-Path', 39],
      server: ['p0000-ipbfpfx00kyoto.kyoto.example.co.jp', 'Received-From-MTA', 26],
    },
  },
  'rfc3464-03.eml': {
    kind: 'report',
    from: 'MAILER-DAEMON@EXAMPLE.ORG (Mail Delivery System)',
    time: '2017-07-17T18:34:45.000Z',
    reportingMta: 'smtpd-02.example.org',
    recipients: [
      {
        final: 'kijitora@example.com',
        original: 'kijitora@example.com',
        action: 'failed',
        status: '5.0.0',
        diagnostic: '554 Mail from nekonyaan@example.net rejected for policy reasons.',
        remoteMta: '192.0.2.2',
      },
    ],
    original: {
      from: 'nekonyaan@sino-progress.com',
      returnPath: 'nekonyaan@example.net',
      sendingDomain: 'example.net',
      messageId: '<220000000022.0000.0000000000000000222@NEKO.NYAAN>',
      firstPublicIp: '198.51.100.2',
      hops: 2,
    },
    culprit: {
      envelopeSender: ['nekonyaan@example.net', 'Return-Path', 55],
      headerSender: ['nekonyaan@sino-progress.com', 'From', 63],
      domain: ['example.net', 'Return-Path', 55],
    },
  },
  'rhost-microsoft-02.eml': {
    kind: 'report',
    from: 'MAILER-DAEMON@email2.example.com (Mail Delivery System)',
    time: '2017-04-29T14:34:45.000Z',
    reportingMta: 'email2.example.com',
    recipients: [
      {
        final: 'kijitora@example.org',
        original: 'kijitora@example.org',
        action: 'failed',
        status: '5.4.1',
        diagnostic:
          '550 5.4.1 [kijitora@example.org]: Recipient address rejected: Access denied [NEKOCHAN.cat-neko22.prod.protection.outlook.com]',
        remoteMta: 'example.org.mail.protection.outlook.com',
      },
    ],
    original: {
      from: 'sironeko@example.co.jp',
      sendingDomain: 'example.co.jp',
      messageId: '<222222222000.2222.2222222222220000000@NEKO-Nyaan>',
      firstPublicIp: '203.0.113.22',
      hops: 2,
    },
    culprit: {
      envelopeSender: ['sironeko@example.co.jp', 'X-Postfix-Sender', 49],
      headerSender: ['sironeko@example.co.jp', 'From', 76],
      domain: ['example.co.jp', 'X-Postfix-Sender', 49],
      account: ['sironeko@example.co.jp', 'Received', 69],
      server: ['email2.example.com', 'Reporting-MTA', 47],
    },
  },
  'rhost-microsoft-03.eml': {
    kind: 'report',
    from: 'MAILER-DAEMON@amazonses.com',
    time: '2017-04-29T23:34:45.000Z',
    generatingServer: 'NEKO220022.namprd22.prod.outlook.com',
    reportingMta: 'NEKO220022.namprd22.prod.outlook.com',
    receivedFromMta: 'a2-22.smtp-out.amazonses.com',
    exchangeMark: true,
    recipients: [
      {
        final: 'kijitora@example.com',
        action: 'failed',
        status: '5.1.10',
        diagnostic: '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
      },
    ],
    original: {
      from: 'sironeko@example.net',
      returnPath: '2222222222221111-22222222-2222-0000-eeeeeeeeeeee@amazonses.com',
      sendingDomain: 'amazonses.com',
      messageId: '<2222222222220000-00000000-2222-2222-2222-000000002222-000000@email.amazonses.com>',
      firstPublicIp: '192.0.2.222',
      hops: 3,
    },
    culprit: {
      envelopeSender: ['2222222222221111-22222222-2222-0000-eeeeeeeeeeee@amazonses.com', 'Return-Path', 179],
      headerSender: ['sironeko@example.net', 'From', 174],
      domain: ['example.net', 'From', 174],
      server: ['a2-222.smtp-out.amazonses.com', 'Received', 163],
    },
  },
  'rhost-outlook-01.eml': {
    kind: 'report',
    from: 'postmaster@mail.hotmail.example.com',
    time: '2014-11-21T22:17:35.000Z',
    reportingMta: 'BLU004-OMC3S13.hotmail.com',
    receivedFromMta: 'BLU436-SMTP66',
    recipients: [
      {
        final: 'kijitora@example.jp',
        action: 'failed',
        status: '5.2.2',
        diagnostic: '550 5.2.2 <kijitora@example.jp>... Mailbox Full',
      },
    ],
    original: {
      from: 'shironeko@hotmail.example.com',
      returnPath: 'shironeko@hotmail.example.com',
      sendingDomain: 'hotmail.example.com',
      messageId: '<BLU436-SMTP6645ECA6E7FEFFE86D040BBA770@phx.gbl>',
      firstPublicIp: '65.55.116.73',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['shironeko@hotmail.example.com', 'Return-Path', 57],
      headerSender: ['shironeko@hotmail.example.com', 'From', 58],
      domain: ['hotmail.example.com', 'Return-Path', 57],
      server: ['BLU436-SMTP66', 'Received-From-MTA', 41],
    },
  },
  'rhost-outlook-02.eml': {
    kind: 'report',
    from: 'postmaster@mail.outlook.example.com',
    time: '2014-11-21T22:17:13.000Z',
    reportingMta: 'BLU004-OMC3S6.hotmail.com',
    receivedFromMta: 'BLU436-SMTP66',
    recipients: [
      {
        final: 'kijitora@example.jp',
        action: 'failed',
        status: '5.1.1',
        diagnostic: '550 5.1.1 <kijitora@example.jp>... User Unknown',
      },
    ],
    original: {
      from: 'shironeko@outlook.example.com',
      returnPath: 'shironeko@outlook.example.com',
      sendingDomain: 'outlook.example.com',
      messageId: '<BLU436-SMTP6688F46CFBFB4294F252B1BA770@phx.gbl>',
      firstPublicIp: '65.55.116.72',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['shironeko@outlook.example.com', 'Return-Path', 57],
      headerSender: ['shironeko@outlook.example.com', 'From', 58],
      domain: ['outlook.example.com', 'Return-Path', 57],
      server: ['BLU436-SMTP66', 'Received-From-MTA', 41],
    },
  },
  'rhost-outlook-03.eml': {
    kind: 'report',
    from: 'postmaster@mail.hotmail.example.org',
    time: '2014-11-21T22:17:52.000Z',
    reportingMta: 'BLU004-OMC3S23.hotmail.com',
    receivedFromMta: 'BLU436-SMTP66',
    recipients: [
      {
        final: 'kijitora@example.jp',
        action: 'failed',
        status: '5.5.0',
        diagnostic:
          '554 The mail could not be delivered to the recipient because the domain is not reachable. Please check the domain and try again (-1915321397:308:-2147467259)',
      },
    ],
    original: {
      from: 'shironeko@hotmail.example.org',
      returnPath: 'shironeko@hotmail.example.org',
      sendingDomain: 'hotmail.example.org',
      messageId: '<BLU436-SMTP665C5ECBE0D0D7D4C869BEBA770@phx.gbl>',
      firstPublicIp: '65.55.116.74',
      hops: 1,
    },
    culprit: {
      envelopeSender: ['shironeko@hotmail.example.org', 'Return-Path', 57],
      headerSender: ['shironeko@hotmail.example.org', 'From', 58],
      domain: ['hotmail.example.org', 'Return-Path', 57],
      server: ['BLU436-SMTP66', 'Received-From-MTA', 41],
    },
  },
};
