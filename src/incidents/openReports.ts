/** The case reports that are open in the editor, each with what makes a page of it. */
export class OpenReports {
  private readonly pages = new Map<string, () => string>();

  /** @param changed told the addresses of all that are open */
  constructor(private readonly changed: (addresses: readonly string[]) => void) {}

  /** @param page the report as HTML, made when it is asked for */
  add(address: string, page: () => string): void {
    this.pages.set(address, page);
    this.changed([...this.pages.keys()]);
  }

  remove(address: string): void {
    if (this.pages.delete(address)) this.changed([...this.pages.keys()]);
  }

  /** Undefined where no report is open under the address. */
  page(address: string): string | undefined {
    return this.pages.get(address)?.();
  }
}
