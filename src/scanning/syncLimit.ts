/** Bytes from which on VS Code shows a file to no extension: no links and no hovers are asked for there. */
export const syncLimit = 50 * 1024 * 1024;
