/** Scheme of the page that says what the imported exports hold, and what they lack. */
export const exportsScheme = 'ndr-lens-exports';
