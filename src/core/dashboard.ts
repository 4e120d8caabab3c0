/** What the dashboard shows, in a bundle of its own: most windows never open it. */
export { dashboardContent, emptyDashboard } from './dashboard/content';
export { filterSentences } from './dashboard/filterNotes';
export { isEmpty, toggled, without, withTime } from './dashboard/filterParts';
export { nameParts } from './dashboard/view';
export { localOffset } from './logs/clock';
export { countSlices } from './logs/filteredSummary';
export { reportMarkdown } from './logs/reportMarkdown';
