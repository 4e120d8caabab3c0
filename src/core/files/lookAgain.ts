/** Makes sure that a file is read as it is by now when it is read at once: on a disk, it is. */
export async function lookAgain(_path: string): Promise<void> {}
