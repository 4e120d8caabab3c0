/** Scheme of the documents in which notes are written: `/<incident id>/<step>.md`. */
export const noteScheme = 'ndr-lens-note';
