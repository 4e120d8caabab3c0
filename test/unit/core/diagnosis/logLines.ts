/** The accepted domains of Contoso. */
export const accepted = JSON.stringify([
  { DomainName: 'contoso.example', DomainType: 'Authoritative', PendingCompletion: false },
]);

const said = (code: string) =>
  `relay=contoso-example.mail.protection.outlook.com[52.101.70.9]:25, delay=1, dsn=5.7.0, status=bounced (host contoso-example.mail.protection.outlook.com[52.101.70.9] said: 550 ${code} refused (in reply to end of DATA command))`;

/** The lines of Postfix about one mail that was refused. */
export const refused = (
  code: string,
  time: string,
  client: string,
  from: string,
  to = 'x@other.example',
  id = 'AAAA1',
) =>
  [
    `smtpd[9]: ${id}: client=${client}`,
    `qmgr[3]: ${id}: from=<${from}>, size=900, nrcpt=1 (queue active)`,
    `smtp[5]: ${id}: to=<${to}>, ${said(code)}`,
    `qmgr[3]: ${id}: removed`,
  ]
    .map((line) => `2026-11-20T${time}+00:00 mail01 postfix/${line}\n`)
    .join('');
