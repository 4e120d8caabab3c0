/** The view of the results, as `package.json` contributes it. */
export const resultsViewId = 'ndrLens.results';
