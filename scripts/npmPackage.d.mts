export function packForNpm(folder: string): Promise<string>;
export function versionInstalled(tarball: string, folder: string): Promise<string>;
