/** Scheme of the pages that show one verification query each. */
export const queryScheme = 'ndr-lens-query';
