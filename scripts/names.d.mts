export function duplicateNames(sources: ReadonlyMap<string, string>): string[];
