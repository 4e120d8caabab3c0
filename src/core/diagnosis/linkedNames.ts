/** Names that belong together, directly or by way of others (union-find, each step halving the path). */
export class LinkedNames {
  private readonly parents = new Map<string, string>();

  /** Says that names belong together. */
  link(first: string, ...others: readonly string[]): void {
    const root = this.rootOf(first);
    for (const other of others) this.parents.set(this.rootOf(other), root);
  }

  /** The same for all names that belong together, and for no other. */
  rootOf(name: string): string {
    let root = name;
    for (
      let parent = this.parents.get(root);
      parent !== undefined && parent !== root;
      parent = this.parents.get(root)
    ) {
      const above = this.parents.get(parent) ?? parent;
      this.parents.set(root, above);
      root = above;
    }
    if (!this.parents.has(root)) this.parents.set(root, root);
    return root;
  }
}
