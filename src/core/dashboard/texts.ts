import type { Language } from '../code/language';
import content from './content/languages';

/** Key of a text of the dashboard. English defines the set; the other languages must match it. */
export type DashboardTextId = keyof typeof content.en;

export type DashboardTexts = Readonly<Record<DashboardTextId, string>>;

export const dashboardTexts: Readonly<Record<Language, DashboardTexts>> = content;
