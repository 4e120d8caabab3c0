/**
 * The rules by which a mail is read for who sent it, each once: the document that the rule rests on, and what it takes
 * from it. Where no document says so, the rule says that it is what mail shows.
 */
export const rules = {
  'return-path': 'RFC 5321 §4.4: the server of final delivery writes the envelope sender into Return-Path.',
  'postfix-sender': 'Postfix, bounce(8): X-Postfix-Sender in a delivery status is the envelope sender.',
  'envelope-from': 'Exim, received_header_text: envelope-from in a Received field is the envelope sender.',
  'authentication-results': 'RFC 8601 §2.7.2: smtp.mailfrom is the envelope sender that was checked.',
  'bounce-recipient': 'RFC 3464 §2: a bounce goes to the envelope sender of the message it is about.',
  'from-field': 'RFC 5322 §3.6.2: From names the author, whom the reader sees.',
  'sending-domain':
    'Microsoft Learn, SMTP relay and accepted domains: a sending domain has to be an accepted domain; X-OriginatorOrg and the sender of an Exchange bounce show one that is.',
  'resent-from': 'RFC 5322 §3.6.6: Resent-From names who put the message into the mail again.',
  'authenticated-sender':
    'Postfix, smtpd_sasl_authenticated_header: the login with which the message was handed in.',
  'sender-field':
    'RFC 5322 §3.6.2: Sender names the mailbox that sent the message, where it is not the author.',
  'mailbox-submission':
    'Received with mapi by Exchange: the message was handed in from a mailbox there, as mail shows.',
  'auth-as-internal':
    'Exchange Team, hybrid mail flow: AuthAs Internal marks a message whose sender was authenticated in the organization.',
  'attributed-connector':
    'X-MS-Exchange-CrossTenant-OriginalAttributedTenantConnectingIp names the server that a connector was matched to, as mail shows; not documented.',
  'refused-server':
    'RFC 3464 §2.2.2: Reporting-MTA is the server that failed to relay; one that is not Exchange Online was refused by it.',
  'handed-over':
    'RFC 5321 §4.4: from in the Received field that Exchange Online wrote is who handed the message to it.',
  'mailbox-server':
    'Received with mapi by Exchange: the mailbox server is where the message began, as mail shows.',
  'received-from-mta':
    'RFC 3464 §2.2.4: Received-From-MTA is the server from which the reporting one had the message.',
  'inbox-rule': 'X-MS-Exchange-Inbox-Rules-Loop is written by an inbox rule that forwards, as mail shows.',
  'rewritten-sender':
    'Microsoft Learn, Sender Rewriting Scheme: forwarded mail has its envelope sender rewritten.',
  'from-entity':
    'X-MS-Exchange-CrossTenant-FromEntityHeader is HybridOnPrem or Hosted by where the sender lives, as mail shows; not documented.',
  'authenticated-smtp':
    'RFC 3848: a protocol name that ends in A was used with a login, as programs and devices do.',
  'mailing-program':
    'RFC 2369 §3.2 and PHP, mail.add_x_header: fields that programs write and people do not.',
} as const;

export type RuleId = keyof typeof rules;
