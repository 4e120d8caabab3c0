/**
 * The commands that read logs, bounces and exports together: most of what they are made of is the same, and so in one bundle. Each
 * runs what it needs of it and no more.
 */
export const incidentWork = {
  case: async () => (await import('./caseCommand')).caseCommand,
  check: async () => (await import('./checkCommand')).checkCommand,
  diagnose: async () => (await import('./diagnoseCommand')).diagnoseCommand,
  exports: async () => (await import('./exportsCommand')).exportsCommand,
  report: async () => (await import('./reportCommand')).reportCommand,
  senders: async () => (await import('./senderScan')).scanSenders,
  verify: async () => (await import('./verifyCommand')).verifyCommand,
};
