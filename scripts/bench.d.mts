export function bundleBench(name: string): Promise<string>;
