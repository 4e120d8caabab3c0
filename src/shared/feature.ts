import type * as vscode from 'vscode';

/**
 * A part of the product that most windows never need: its bundle is loaded, and it is put together, when it is first asked
 * for. It ends with the extension.
 */
export class Feature<Loaded extends vscode.Disposable> implements vscode.Disposable {
  private loading: Promise<Loaded> | undefined;
  private loaded: Loaded | undefined;

  /** @param create imports the bundle of the feature and puts it together */
  constructor(private readonly create: () => Promise<Loaded>) {}

  /** The feature where it is there already; asking for it loads nothing. */
  get ifLoaded(): Loaded | undefined {
    return this.loaded;
  }

  /** @throws (by rejection) what kept the feature from being put together */
  load(): Promise<Loaded> {
    this.loading ??= this.create().then((loaded) => {
      this.loaded = loaded;
      return loaded;
    });
    return this.loading;
  }

  dispose(): void {
    if (this.loaded) this.loaded.dispose();
    else
      void this.loading?.then(
        (loaded) => loaded.dispose(),
        () => undefined,
      );
  }
}
