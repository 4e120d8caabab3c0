import type * as vscode from 'vscode';

/**
 * A part of the product that most windows never need: its bundle is loaded, and it is put together, when it is first asked
 * for. It ends with the extension.
 */
export class Feature<Loaded extends vscode.Disposable> implements vscode.Disposable {
  private loading: Promise<Loaded> | undefined;

  /** @param create imports the bundle of the feature and puts it together */
  constructor(private readonly create: () => Promise<Loaded>) {}

  /** @throws (by rejection) what kept the feature from being put together */
  load(): Promise<Loaded> {
    this.loading ??= this.create();
    return this.loading;
  }

  /** What was loaded; undefined where nobody has asked for it, or it could not be put together. */
  get loaded(): Promise<Loaded | undefined> {
    return Promise.resolve(this.loading).catch(() => undefined);
  }

  dispose(): void {
    void this.loaded.then((loaded) => loaded?.dispose());
  }
}
