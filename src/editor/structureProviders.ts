import type { Language } from '../core/catalogue/language';
import { MailFoldingProvider } from './folding';
import type { Mails } from './mails';
import { MailOutlineProvider } from './outline';
import type { Providers } from './registerProviders';
import { Structures } from './structures';

/** The outline and the folding of messages, which share what was read. */
export function structureProviders(mails: Mails, language: Language): Pick<Providers, 'outline' | 'folding'> {
  const structures = new Structures(mails, language);
  return { outline: new MailOutlineProvider(structures), folding: new MailFoldingProvider(structures) };
}
