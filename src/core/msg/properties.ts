import type { FieldsData } from '@kenjiuno/msgreader';

/** Properties of an Outlook item (MS-OXPROPS), by their ids. */
export const propertyIds = {
  messageClass: '001a',
  reportTime: '0032',
  subject: '0037',
  clientSubmitTime: '0039',
  receivedByAddress: '0076',
  transportHeaders: '007d',
  recipientType: '0c15',
  senderName: '0c1a',
  supplementaryInfo: '0c1b',
  senderAddress: '0c1f',
  remoteMta: '0c21',
  displayTo: '0e04',
  deliveryTime: '0e06',
  body: '1000',
  reportText: '1001',
  html: '1013',
  messageId: '1035',
  displayName: '3001',
  emailAddress: '3003',
  attachmentMimeType: '370e',
  attachmentLongName: '3707',
  attachmentName: '3704',
  smtpAddress: '39fe',
  internetCodePage: '3fde',
  messageCodePage: '3ffd',
  senderSmtpAddress: '5d01',
  receivedBySmtpAddress: '5d07',
  reportingMta: '6820',
} as const;

export type PropertyName = keyof typeof propertyIds;

/** A message, a recipient or an attachment of an Outlook item. */
export interface OutlookItem {
  /** What a property says as text; undefined where it is not there, or is none. */
  text(name: PropertyName): string | undefined;
  /** The bytes of a property. */
  bytes(name: PropertyName): Uint8Array | undefined;
  number(name: PropertyName): number | undefined;
  readonly recipients: readonly OutlookItem[];
  readonly attachments: readonly OutlookAttachment[];
}

export interface OutlookAttachment {
  readonly item: OutlookItem;
  /** The message that is attached, where it is one of Outlook's. */
  readonly message: OutlookItem | undefined;
  /** What msgreader reads its bytes by. */
  readonly fields: FieldsData;
}

/** What msgreader read, by the ids of its properties: it names few of those that a bounce has. */
export function outlookItem(fields: FieldsData): OutlookItem {
  const values = new Map<string, unknown>();
  for (const { propertyTag, value } of fields.rawProps ?? [])
    if (propertyTag !== undefined) values.set(propertyTag.slice(0, 4).toLowerCase(), value);
  const stated = (name: PropertyName) => values.get(propertyIds[name]);
  return {
    text: (name) => {
      const value = stated(name);
      return typeof value === 'string' && value.trim() !== '' ? value : undefined;
    },
    bytes: (name) => {
      const value = stated(name);
      return value instanceof Uint8Array ? value : undefined;
    },
    number: (name) => {
      const value = stated(name);
      return typeof value === 'number' ? value : undefined;
    },
    recipients: (fields.recipients ?? []).map(outlookItem),
    attachments: (fields.attachments ?? []).map((attachment) => ({
      item: outlookItem(attachment),
      message: attachment.innerMsgContentFields && outlookItem(attachment.innerMsgContentFields),
      fields: attachment,
    })),
  };
}
