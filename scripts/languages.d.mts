export function languageTables(): Promise<Map<string, string>>;
export function writeLanguageTables(): Promise<void>;
