import { type SourceId, type StatementSource, sources } from '../knowledge/sources';

/** Pages that only rules rest on. */
const ownPages = {
  'accepted-domain-cmdlet':
    'https://learn.microsoft.com/powershell/module/exchangepowershell/set-accepteddomain',
  'inbound-connector-cmdlet':
    'https://learn.microsoft.com/powershell/module/exchangepowershell/new-inboundconnector',
  'postfix-relay': 'https://www.postfix.org/SMTPD_ACCESS_README.html',
  'postfix-networks': 'https://www.postfix.org/postconf.5.html#mynetworks',
} as const;

/** Key of a page that a rule rests on. */
export type RuleSourceId = SourceId | keyof typeof ownPages;

/** Address of a page, https. */
export function sourceUrl(id: RuleSourceId): string {
  if (id in ownPages) return ownPages[id as keyof typeof ownPages];
  const { url = '' }: StatementSource = sources[id as SourceId];
  return url;
}
