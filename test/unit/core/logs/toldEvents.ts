import type { LogEvent } from '../../../../src/core/logs/formats/event';

/** An event in few words: what a test leaves out is that of a blocked mail of no known time. */
export interface Told extends Partial<Omit<LogEvent, 'hits' | 'moment' | 'line'>> {
  readonly time?: string;
  readonly assumed?: NonNullable<LogEvent['moment']>['assumed'];
}

export function event({
  outcome = 'blocked',
  code = '5.7.750',
  time,
  format = 'postfix',
  file = 'log',
  assumed = [],
  ...rest
}: Told): LogEvent {
  const coded = outcome === 'blocked';
  return {
    file,
    line: 1,
    format,
    outcome,
    hits: coded ? [{ code, line: 1, column: 1 }] : [],
    code: coded ? code : undefined,
    moment: time === undefined ? undefined : { time, at: Date.parse(time), assumed },
    ...rest,
  };
}
