export const largestPackage: number;
export interface Checkout {
  readonly manifest: {
    readonly name: string;
    readonly version: string;
    readonly publisher: string;
    readonly repository: { readonly url: string };
  };
  readonly lock: { readonly version: string };
  readonly changelog: string;
  readonly tags: readonly string[];
  readonly status: string;
  readonly origin: string | undefined;
}
export function checkoutProblems(checkout: Checkout): string[];
export function packageProblems(
  vsix: Buffer,
  expected: { readonly name: string; readonly version: string; readonly publisher: string },
): string[];
export function publishing(
  vsix: string,
  asked: { readonly publish: boolean; readonly problems: readonly string[]; readonly env: NodeJS.ProcessEnv },
): {
  readonly plan: readonly {
    readonly title: string;
    readonly token: string;
    readonly hasToken: boolean;
    readonly command: readonly string[];
  }[];
  readonly refusals: readonly string[];
  readonly isPublished: boolean;
};
