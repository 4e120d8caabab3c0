export const checklistViewId = 'ndrLens.checklist';
