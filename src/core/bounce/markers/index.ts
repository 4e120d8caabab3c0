import { Remembered } from '../../mail/remembered';
import da from './da.json';
import de from './de.json';
import en from './en.json';
import es from './es.json';
import fr from './fr.json';
import it from './it.json';
import ja from './ja.json';
import nb from './nb.json';
import nl from './nl.json';
import pl from './pl.json';
import pt from './pt.json';
import ru from './ru.json';
import sv from './sv.json';

/** What a label in the text of an Exchange bounce stands for. */
export type MarkerRole =
  | 'administrators'
  | 'generatingServer'
  | 'originalHeaders'
  | 'senderAddress'
  | 'recipientAddress'
  | 'subject'
  | 'created'
  | 'statusCode'
  | 'error';

/** The labels of one language, and where each was seen. */
interface Markers {
  readonly sources: readonly string[];
  readonly labels: Readonly<Partial<Record<MarkerRole, readonly string[]>>>;
}

/** By language. Exchange writes its bounces in the language of the sender; any other is read by its form alone. */
export const markers: Readonly<Record<string, Markers>> = {
  da,
  de,
  en,
  es,
  fr,
  it,
  ja,
  nb,
  nl,
  pl,
  pt,
  ru,
  sv,
};

const roles = new Map<string, MarkerRole>();
for (const { labels } of Object.values(markers))
  for (const role of Object.keys(labels) as MarkerRole[])
    for (const label of labels[role] ?? []) roles.set(signsOf(label), role);

/** Longest label that is looked up, in UTF-16 units. */
const longestLabel = 80;

/** A line that begins with a label, and what stands behind the colon, if anything. */
export interface Labelled {
  readonly role: MarkerRole;
  readonly value: string;
}

/** What a line says where it begins with a label of a known language; undefined where it does not. */
export function labelledLine(line: string): Labelled | undefined {
  const colon = line.search(/[:\uff1a]/);
  const end = colon < 0 ? line.length : colon;
  if (end > longestLabel) return undefined;
  const role = roleOf.of(line.slice(0, end).trim());
  return role === null ? undefined : { role, value: colon < 0 ? '' : line.slice(colon + 1).trim() };
}

/** Texts have the same labels and field names again and again. */
const roleOf = new Remembered((label) => roles.get(signsOf(label)) ?? null);

/**
 * What is left of a label in every encoding that it may have been read in: its ASCII letters and digits, or where those are few all
 * of its letters.
 */
function signsOf(label: string): string {
  const letters = label
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '');
  const ascii = letters.replace(/[^a-z0-9]/g, '');
  return ascii.length > 5 ? ascii : letters;
}
