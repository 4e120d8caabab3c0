/** Scheme of the read-only documents that show a stretch of a file which is too large or packed for the editor. */
export const excerptScheme = 'ndr-lens-excerpt';
