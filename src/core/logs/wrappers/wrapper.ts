/** What stands in a wrapped line. */
export interface Unwrapped {
  /** As the program wrote it. */
  readonly text: string;
  /** Of which file, container or service it is: lines of several are mixed. */
  readonly stream?: string | undefined;
  /** The wrapper's own stamp. */
  readonly stamp?: string | undefined;
  /** The host that it names. */
  readonly server?: string | undefined;
}

/** Something that puts a line of a log into a line of its own. */
export interface LineWrapper {
  readonly name: string;
  /** True where nothing but such a wrapper writes its mark; else what it holds has to be a log that is known. */
  readonly isSure: boolean;
  /** The line in it, or undefined for a line that is not wrapped so. Asked of each line: what is cheap is tried first. */
  open(text: string): Unwrapped | undefined;
}
