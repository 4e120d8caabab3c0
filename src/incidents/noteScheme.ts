/** Scheme of the documents in which notes are written (see `noteAddress`). */
export const noteScheme = 'ndr-lens-note';
