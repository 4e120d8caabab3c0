/** How the names of incident files end; `package.json` contributes the schema for them. */
export const incidentExtension = '.ndr-incident.json';
