/** What it costs to start the extension, in milliseconds, from the figures of its host. */
export interface Activation {
  /** Running the bundle: from when the host begins to load our code to when it has. */
  readonly loadMs: number;
  /** "Call Activate" in the table of "Developer: Startup Performance". */
  readonly activateMs: number;
  /**
   * "Load Code" in that table. It begins when our turn is announced, and so holds the loading of whatever other
   * extensions start at the same moment.
   */
  readonly loadWithWaitingMs: number;
}
