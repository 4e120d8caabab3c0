import type { Sign } from '../cause';
import { accountSigns } from './accounts';
import { appSigns } from './apps';
import { connectorSigns } from './connectors';
import { forwardingSigns } from './forwarding';
import { handInSigns } from './handIns';
import { mailSigns } from './mail';
import { organizationSigns } from './organization';

/** All signs by their ids; texts, sources and weights go by these too. */
export const signs = {
  ...mailSigns,
  ...accountSigns,
  ...connectorSigns,
  ...appSigns,
  ...handInSigns,
  ...forwardingSigns,
  ...organizationSigns,
} as const satisfies Readonly<Record<string, Sign>>;

export type SignId = keyof typeof signs;
