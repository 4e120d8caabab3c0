/** Begins what the tests report in the console of the extension host. */
export const reportMark = '[test] ';
