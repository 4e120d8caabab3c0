import { messageHeadLength } from '../../files/mailFile';
import { type Clock, StampReader } from './clock';
import { exchangeConnectivity } from './exchangeConnectivity';
import { exchangeProtocol } from './exchangeProtocol';
import { exchangeTracking } from './exchangeTracking';
import { exim } from './exim';
import { type Format, surenesses } from './format';
import { graphTrace } from './graphTrace';
import { iisSmtp } from './iisSmtp';
import { timeOfLine } from './lineTime';
import { messageTrace } from './messageTrace';
import { plainText } from './plainText';
import { otherSyslog, syslog } from './syslog';

/** The kinds of log. Postfix, Sendmail and OpenSMTPD write through syslog. */
export const formats: readonly Format[] = [
  exchangeProtocol,
  exchangeTracking,
  exchangeConnectivity,
  iisSmtp,
  graphTrace,
  messageTrace,
  exim,
  syslog,
  otherSyslog,
  plainText,
];
const surestFirst = [...formats].sort(
  (one, other) => surenesses.indexOf(one.sureness) - surenesses.indexOf(other.sureness),
);

/** The kind of log that a text is, by its first `headLength` units. Never throws; what is not known is `text`. */
export function recogniseFormat(head: string): Format {
  const lines = head.slice(0, messageHeadLength).split(/\r\n|\n|\r/);
  // The last line may be cut short, unless it is the only one.
  const whole = head.length >= messageHeadLength && lines.length > 1 ? lines.slice(0, -1) : lines;
  return surestFirst.find((format) => format.recognises(whole)) ?? plainText;
}

/** Tells the times of the lines of a log by itself: its kind is told by its head. */
export function lineTimes(head: string, clock: Clock): (line: string) => number | undefined {
  const stamps = new StampReader(clock);
  const { zone } = recogniseFormat(head);
  return (line) => timeOfLine(line, stamps, zone === 'local' ? undefined : zone);
}
