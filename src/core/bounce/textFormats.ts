/**
 * Software whose bounces are text for people, without a delivery status; `server-notice` for what a mail server wrote in words that
 * are not known.
 */
export type TextBounceKind =
  | 'qmail'
  | 'exim'
  | 'opensmtpd'
  | 'gmail'
  | 'domino'
  | 'exchange-server'
  | 'exchange-text'
  | 'postfix'
  | 'dragonfly'
  | 'sendmail'
  | 'yahoo'
  | 'server-notice';

/** How a bounce of one software is written. All but the sign is matched line by line. */
export interface TextFormat {
  readonly kind: TextBounceKind;
  /** Something that every such bounce says. */
  readonly sign: RegExp;
  /** Names the server that wrote it, in its group `server`. */
  readonly server?: RegExp;
  /** The line before the recipients; where there is none they may stand anywhere. */
  readonly before?: RegExp;
  /**
   * A line that names a recipient, as its group `address`; the group `said` is what the line says about it. Where no line does, or there
   * is no such expression, recipients are looked for as in the notice of any server.
   */
  readonly recipient?: RegExp;
  /** The line before what was said about all recipients; where there is none it stands under each. */
  readonly reason?: RegExp;
  /** The line before the copy of the original message. */
  readonly copy?: RegExp;
}

export const textFormats: readonly TextFormat[] = [
  {
    kind: 'qmail',
    sign: /This is the qmail-send program/,
    server: /qmail-send program at (?<server>[\w.-]{1,255}[\w-])/,
    recipient: /^<(?<address>[^<>\s@]{1,64}@[^<>\s]{1,255})>:\s*$/,
    copy: /^--- Below this line is a copy of the message/,
  },
  {
    kind: 'exim',
    sign: /This message was created automatically by mail delivery software/,
    before: /address\(es\) (?:failed|have|has)|following address/,
    // A recipient on the server itself may stand there without a domain.
    recipient: /^ {2}(?<address>[^\s@:"<>]{1,64}(?:@[^\s@:"<>]{1,255})?):?$/,
    reason: /^For the following reason:/,
    copy: /^------ This is a copy of (?:the|your) message/,
  },
  {
    kind: 'opensmtpd',
    sign: /This is the MAILER-DAEMON, please DO NOT REPLY to this e-?mail/,
    before: /following list of recipients:/,
    recipient: /^(?<address>[^\s@:]{1,64}@[^\s@:]{1,255}): (?<said>\S.*)$/,
    copy: /^ {0,10}Below is a copy of the original message:/,
  },
  {
    kind: 'gmail',
    sign: /^Delivery to the following recipients? failed permanently:/m,
    before: /^Delivery to the following recipient/,
    recipient: /^ {1,10}(?<address>[^\s@]{1,64}@[^\s@]{1,255})$/,
    reason: /^The error that the other server returned was:/,
    copy: /^----- Original message -----/,
  },
  {
    kind: 'domino',
    sign: /^was not delivered to:[ \t]{0,10}$/m,
    before: /^was not delivered to:/,
    recipient: /^ {2}(?<address>[^\s@]{1,64}@[^\s@]{1,255})$/,
    reason: /^because:/,
  },
  {
    kind: 'exchange-server',
    sign: /did not reach the following recipient\(s\)|following recipient\(s\) (?:could not|cannot) be reached/,
    before: /following recipient\(s\)/,
    recipient: /^\s{0,10}(?<address>[^\s@]{1,64}@\S{1,255}) on \S.{1,80}$/,
  },
  {
    kind: 'postfix',
    sign: /This is the (?:mail system|Postfix program) at host /,
    server: /at host (?<server>[\w.-]{1,255}[\w-])/,
    recipient:
      /^<(?<address>[^<>\s@]{1,64}@[^<>\s]{1,255})>(?: \(expanded from <[^<>\s]{1,320}>\))?: (?<said>\S.*)$/,
  },
  {
    kind: 'dragonfly',
    sign: /This is the DragonFly Mail Agent /,
    server: /DragonFly Mail Agent \S{1,40} at (?<server>[\w.-]{1,255}[\w-])/,
  },
  { kind: 'sendmail', sign: /^[ \t]{0,5}-{3,6} ?Transcript of session follows ?-{3,6}/m },
  {
    kind: 'server-notice',
    sign: /^(?:This report relates to a message you sent with|This is an automatically generated Delivery Status Notification)/m,
  },
  { kind: 'yahoo', sign: /unable to deliver your message to the following address/ },
];
