import type { TextId } from '../knowledge/texts';

/**
 * The rules by which a mail is read for who sent it. What each rests on, and what it takes from that, stands in the
 * catalogue's content under `rule.…`; where no document says so, the rule says that it is what mail shows.
 */
export type RuleId = TextId extends infer Id ? (Id extends `rule.${infer Name}` ? Name : never) : never;
