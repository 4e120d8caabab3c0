import { readMail } from '../../../../src/core/mail/readMail';
import { type Part, partsOfMail } from '../../../../src/core/mail/structure';

/** The parts of a document that is read for them alone. */
export function parseStructure(text: string): Part[] {
  return partsOfMail(readMail(text));
}
