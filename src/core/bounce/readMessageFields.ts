import { printableNames } from '../code/domainForms';
import { excerpt } from '../code/printable';
import type { MessageFields } from './messageFields';
import type { Ndr } from './ndr';

const longestField = 500;

/** The fields of a mail, whether it is a bounce or not. What it does not say is left out. */
export function readMessageFields({ from, to, subject, date, status }: Ndr): MessageFields {
  const fields = { from, to, subject, date, reportingMta: status?.reportingMta };
  const present = Object.entries(fields).flatMap(([name, stated]) => {
    const value = (stated?.value ?? '').trim();
    return value === '' ? [] : [[name, printableNames(excerpt(value, 0, 0, longestField))] as const];
  });
  return Object.fromEntries(present);
}
