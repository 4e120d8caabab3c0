export function packageExtension(cwd: string, packagePath: string): Promise<void>;
