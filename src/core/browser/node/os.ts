/** Threads of a browser have no priority of their own. */
export function setPriority(): void {}
