import { findSender } from '../../bounce/culprit';
import { ndrOfMail } from '../../bounce/ndr';
import { printable } from '../../code/printable';
import { findStatusCodes } from '../../code/statusCode';
import { looksLikeMessage } from '../../files/mailFile';
import { readMail } from '../../mail/readMail';
import { mailHits, scanWhole } from '../../search/messageScan';
import type { LogEvent, Moment } from '../formats/event';
import { ownText } from '../formats/ownText';

/**
 * What a mail says about an incident, as one event: a bounce is one blocked mail however often it names the code, with the
 * sender that the mail itself proves; any other mail with a code is not about a mail of its own.
 * @param firstLine number of the line at which the mail begins in its file
 * @returns undefined for a mail without a code
 */
export function bounceEvent(file: string, text: string, firstLine = 1): LogEvent | undefined {
  const mail = readMail(text);
  const found = looksLikeMessage(text) ? mailHits(mail) : scanWhole(text);
  const [first] = found;
  if (!first) return undefined;
  const ndr = ndrOfMail(mail);
  const stated = ndr.recipients.flatMap(({ status, diagnostic }) =>
    findStatusCodes(`${status?.value ?? ''} ${diagnostic?.value ?? ''}`),
  );
  const said = ndr.recipients.find(
    ({ diagnostic }) => diagnostic && findStatusCodes(diagnostic.value).length > 0,
  );
  return {
    file,
    line: first.line + firstLine - 1,
    format: 'message',
    outcome: ndr.kind === 'unknown' ? 'other' : 'blocked',
    hits: found.map(({ code, line, column }) => ({ code, line: line + firstLine - 1, column })),
    code: stated[0]?.code ?? first.code,
    diagnostic: kept(said?.diagnostic && printable(said.diagnostic.value)),
    moment: momentOf(ndr.time),
    sender: kept(findSender(ndr)),
    recipient: kept(recipientsOf(ndr.recipients.map(({ final, original }) => (original ?? final)?.value))),
    remoteHost: kept(ndr.recipients[0]?.remoteMta?.value),
    server: kept(ndr.status?.reportingMta?.value ?? ndr.generatingServer?.value),
  };
}

/** An event outlives its mail. */
function kept(text: string | undefined): string | undefined {
  return text && ownText(text);
}

/** The bounce's own date, which names its zone; here it is in UTC. */
function momentOf(time: string | undefined): Moment | undefined {
  const at = time === undefined ? Number.NaN : Date.parse(time);
  return time === undefined || Number.isNaN(at) ? undefined : { time, at, assumed: [] };
}

/** A bounce may name a thousand recipients. */
const mostRecipients = 10;

function recipientsOf(addresses: readonly (string | undefined)[]): string | undefined {
  const known = addresses.filter((address) => address !== undefined);
  return known.length === 0 ? undefined : known.slice(0, mostRecipients).join('; ');
}
