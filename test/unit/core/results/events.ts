import type { LogEvent } from '../../../../src/core/logs/formats/event';

/** An event with what a test is about, and a plain rest. */
export function event(told: Partial<LogEvent> & { readonly time?: string } = {}): LogEvent {
  const { time, ...rest } = told;
  const code = told.code ?? '5.7.750';
  const line = told.line ?? 1;
  return {
    file: '/var/log/mail.log',
    format: 'postfix',
    outcome: 'blocked',
    hits: [{ code, line, column: 1 }],
    moment: time === undefined ? undefined : { time, at: Date.parse(time), assumed: [] },
    ...rest,
    code,
    line,
  };
}
