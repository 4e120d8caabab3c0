import { utils, write } from 'cfb';

/** Properties by their tags (MS-OXPROPS), such as `0037001f`: texts, numbers, times and bytes. */
type Properties = Readonly<Record<string, string | number | Date | Uint8Array>>;

/** An Outlook item that a test writes (MS-OXMSG). */
export interface WrittenItem {
  readonly properties: Properties;
  readonly recipients?: readonly Properties[];
  readonly attachments?: readonly { readonly properties: Properties; readonly message?: WrittenItem }[];
}

/** The bytes of the `.msg` file of an item. */
export function writeMsg(item: WrittenItem): Buffer {
  const file = utils.cfb_new();
  const add = (path: string, content: Uint8Array) => utils.cfb_add(file, path, content);
  addItem(add, '/', item, 32);
  for (const name of ['00020102', '00030102', '00040102'])
    add(`/__nameid_version1.0/__substg1.0_${name}`, Buffer.alloc(0));
  return Buffer.from(write(file, { type: 'buffer' }) as Uint8Array);
}

type Add = (path: string, content: Uint8Array) => void;

function addItem(add: Add, folder: string, item: WrittenItem, headLength: number): void {
  const { recipients = [], attachments = [] } = item;
  const head = Buffer.alloc(headLength);
  // The next ids of a recipient and an attachment, and how many there are.
  head.writeUInt32LE(recipients.length, 8);
  head.writeUInt32LE(attachments.length, 12);
  head.writeUInt32LE(recipients.length, 16);
  head.writeUInt32LE(attachments.length, 20);
  addProperties(add, folder, item.properties, head);
  for (const [index, properties] of recipients.entries())
    addProperties(add, `${folder}__recip_version1.0_#${hex(index)}/`, properties, Buffer.alloc(8));
  for (const [index, { properties, message }] of attachments.entries()) {
    const own = `${folder}__attach_version1.0_#${hex(index)}/`;
    addProperties(add, own, properties, Buffer.alloc(8));
    if (message) addItem(add, `${own}__substg1.0_3701000D/`, message, 24);
  }
}

const hex = (number: number) => number.toString(16).toUpperCase().padStart(8, '0');

/** Values of a fixed size stand in the stream of properties, others in streams of their own. */
function addProperties(add: Add, folder: string, properties: Properties, head: Buffer): void {
  const entries = [head];
  for (const [tag, value] of Object.entries(properties)) {
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(Number.parseInt(tag, 16), 0);
    entry.writeUInt32LE(6, 4);
    if (typeof value === 'number') entry.writeUInt32LE(value, 8);
    else if (value instanceof Date)
      entry.writeBigUInt64LE(BigInt(value.getTime() + 11_644_473_600_000) * 10_000n, 8);
    else {
      const content = typeof value === 'string' ? textBytes(tag, value) : Buffer.from(value);
      entry.writeUInt32LE(content.length, 8);
      add(`${folder}__substg1.0_${tag.toUpperCase()}`, content);
    }
    entries.push(entry);
  }
  add(`${folder}__properties_version1.0`, Buffer.concat(entries));
}

function textBytes(tag: string, text: string): Buffer {
  return Buffer.from(text, tag.toLowerCase().endsWith('001f') ? 'utf16le' : 'latin1');
}
