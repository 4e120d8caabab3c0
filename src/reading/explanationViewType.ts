export const explanationViewType = 'ndrLens.explanation';
