export function packChunks(files: ReadonlyMap<string, string>): Map<string, string>;
