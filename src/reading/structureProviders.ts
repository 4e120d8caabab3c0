import type { Language } from '../core/code/language';
import type { Mails } from '../documents/mails';
import { Structures } from '../documents/structures';
import { MailFoldingProvider } from './folding';
import { MailOutlineProvider } from './outline';
import type { Providers } from './registerProviders';

/** The outline and the folding of messages, which share what was read. */
export function structureProviders(mails: Mails, language: Language): Pick<Providers, 'outline' | 'folding'> {
  const structures = new Structures(mails, language);
  return { outline: new MailOutlineProvider(structures), folding: new MailFoldingProvider(structures) };
}
