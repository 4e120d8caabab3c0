import type { Language } from '../code/language';
import en from './content/en.json';
import it from './content/it.json';

/** Key of a text of the dashboard. English defines the set; the other languages must match it. */
export type DashboardTextId = keyof typeof en;

export type DashboardTexts = Readonly<Record<DashboardTextId, string>>;

export const dashboardTexts: Readonly<Record<Language, DashboardTexts>> = { en, it };
