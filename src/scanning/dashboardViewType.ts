export const dashboardViewType = 'ndrLens.dashboard';
