export type Layers = Readonly<Record<string, readonly string[]>>;
export type Sources = ReadonlyMap<string, string>;

export function violations(sources: Sources, layers: Layers): string[];
export function readSources(root: string): Map<string, string>;
export function readLayers(root: string): Layers;
