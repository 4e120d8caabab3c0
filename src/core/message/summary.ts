import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { excerpt, printable } from '../printable';

/** What a person reads first of a message, each field as text fit to show (see `printable`), at most 500 units. */
export interface MessageSummary {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  /** The Date field as the sender wrote it, zone included (RFC 5322 §3.6.1). */
  readonly date?: string;
  /** The host that wrote the delivery status, from Reporting-MTA (RFC 3464 §2.2.2). */
  readonly reportingMta?: string;
}

const longestField = 500;

/**
 * Reads the fields of a message (RFC 5322) and of its delivery status (RFC 3464). Missing fields are left out.
 * @throws Error when mailparser cannot read the text as a message at all
 */
export async function summarize(message: string): Promise<MessageSummary> {
  const mail = await simpleParser(message, {
    keepDeliveryStatus: true,
    skipHtmlToText: true,
    skipImageLinks: true,
    skipTextLinks: true,
    skipTextToHtml: true,
  });
  const fields: Record<keyof MessageSummary, string | undefined> = {
    from: mail.from?.text,
    to: addresses(mail.to),
    subject: mail.subject,
    date: dateAsWritten(mail),
    reportingMta: reportingMta(mail),
  };
  const present = Object.entries(fields).flatMap(([name, value]) => {
    const shown = value === undefined ? '' : printable(value).trim();
    return shown === '' ? [] : [[name, excerpt(shown, 0, 0, longestField)] as const];
  });
  return Object.fromEntries(present);
}

function addresses(to: AddressObject | AddressObject[] | undefined): string | undefined {
  if (to === undefined) return undefined;
  return (Array.isArray(to) ? to : [to]).map((list) => list.text).join(', ');
}

/** mailparser turns a date that it cannot read into the present moment, which would be a false statement here. */
function dateAsWritten(mail: ParsedMail): string | undefined {
  const line = mail.headerLines.find(({ key }) => key === 'date')?.line;
  return line?.replace(/^[^:]*:/, '').replace(/\s+/g, ' ');
}

function reportingMta(mail: ParsedMail): string | undefined {
  const status = mail.attachments.find(({ contentType }) =>
    /^message\/(?:global-)?delivery-status$/i.test(contentType),
  );
  const field = status?.content.toString('utf8').match(/^reporting-mta[ \t]*:((?:.|\r?\n[ \t])*)/im);
  const [type, name] = (field?.[1] ?? '').replace(/\s+/g, ' ').split(/;(.*)/);
  return name ?? type;
}
