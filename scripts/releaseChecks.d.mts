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
