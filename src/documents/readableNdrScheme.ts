/** Scheme of the documents that show a bounce for people; their query is the address of the raw one. */
export const readableNdrScheme = 'ndr-lens-readable';
