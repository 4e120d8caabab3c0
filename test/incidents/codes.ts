/**
 * The texts of the codes, word for word as Microsoft gives them
 * (MicrosoftDocs/SupportArticles-docs, fix-error-codes-550-5-7-703-550-5-7-705-550-5-7-708-550-5-7-750.md;
 * MicrosoftDocs/defender-docs, connectors-remove-blocked.md).
 */
export type Code = '5.7.703' | '5.7.705' | '5.7.708' | '5.7.711' | '5.7.750';

/** An SMTP reply in one line. */
export function replyOf(code: Code, recipient: string): string {
  switch (code) {
    case '5.7.703':
      return `550 5.7.703 Your message can't be delivered because messages to ${recipient} are blocked by your organization using Tenant Allow Block List.`;
    case '5.7.705':
      return '550 5.7.705 Access denied, tenant has exceeded threshold';
    case '5.7.708':
      return '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP';
    case '5.7.711':
      return '550;5.7.711 Access denied, bad inbound connector. AS(2204).';
    case '5.7.750':
      return '550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains';
  }
}
