/** Kinds of names that mails are counted by. */
export type TableName = 'senders' | 'domains' | 'sources' | 'remoteHosts' | 'servers' | 'connectors';
