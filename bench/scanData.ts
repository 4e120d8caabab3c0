import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { bounce } from './mails';

/** What the contenders search. Lengths are bytes. */
export interface ScanData {
  readonly sparse: string;
  readonly dense: string;
  readonly utf16: string;
  readonly gzip: string;
  readonly bounces: string;
  readonly bounceFiles: readonly string[];
}

const two = (value: number) => String(value).padStart(2, '0');

/** The six lines that Postfix writes about a mail; twenty mails arrive in a second. */
function postfixLines(number: number, isBlocked: boolean): string {
  const second = Math.floor(number / 20);
  const day = 16 + (Math.floor(second / 86_400) % 8);
  const stamp = `Nov ${two(day)} ${two(Math.floor(second / 3600) % 24)}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)} mail postfix`;
  const id = (0x4a0000000 + number * 2_654_435).toString(16).toUpperCase().slice(-10);
  const relay = `fabrikam${number % 300}-example.mail.protection.outlook.example[203.0.113.${number % 250}]:25`;
  const fate = isBlocked
    ? `5.7.750, status=bounced (host ${relay} said: 550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains. (in reply to end of DATA command))`
    : `2.0.0, status=sent (250 2.6.0 <${number}@contoso.example> [InternalId=5575, Hostname=AM0.eurprd07.prod.outlook.example] 9000 bytes Queued mail for delivery)`;
  const app = `app${number % 7}.contoso.example[192.0.2.${(number % 7) + 10}]`;
  return [
    `${stamp}/smtpd[2314]: connect from ${app}`,
    `${stamp}/smtpd[2314]: ${id}: client=${app}`,
    `${stamp}/cleanup[2317]: ${id}: message-id=<20261116${number}.${id}@contoso.example>`,
    `${stamp}/qmgr[901]: ${id}: from=<user${number % 900}@contoso${number % 5}.example>, size=${4000 + (number % 9999)}, nrcpt=1 (queue active)`,
    `${stamp}/smtp[2320]: ${id}: to=<r${number % 50_000}@fabrikam${number % 300}.example>, relay=${relay}, delay=0.9, delays=0.1/0/0.3/0.5, dsn=${fate}`,
    `${stamp}/qmgr[901]: ${id}: removed\n`,
  ].join('\n');
}

/** A message trace as Exchange Online exports it, a mail in a thousand failed. */
function traceLine(number: number): string {
  const fate =
    number % 1000 === 0
      ? `Failed,"550 5.7.705 Access denied, tenant has exceeded threshold"`
      : 'Delivered,""';
  return `2026-11-24T03:${two(Math.floor(number / 60) % 60)}:${two(number % 60)}.0000000Z,user${number % 900}@contoso.example,r${number}@fabrikam.example,"Offer ${number}",${fate},<${number}@contoso.example>\r\n`;
}

function* repeated(
  length: number,
  make: (number: number) => string,
  encoding: BufferEncoding,
): Generator<Buffer> {
  let bytes = 0;
  for (let number = 0; bytes < length; ) {
    let text = number === 0 && encoding === 'utf16le' ? '\ufeff' : '';
    for (let count = 0; count < 2000; count += 1) text += make(number++);
    const block = Buffer.from(text, encoding);
    bytes += block.length;
    yield block;
  }
}

/** Writes the data into a folder. @param scale by which the sizes of the goals are divided */
export async function writeScanData(folder: string, scale: number): Promise<ScanData> {
  const file = (name: string) => join(folder, name);
  const write = (name: string, blocks: Iterable<Buffer>) =>
    pipeline(Readable.from(blocks), createWriteStream(file(name)));
  const gigabyte = 2 ** 30 / scale;
  const megabytes = 2e8 / scale;
  // A hit in 20,000 lines, and in 10 lines.
  const sparse = () => repeated(gigabyte, (number) => postfixLines(number, number % 3333 === 0), 'utf8');
  await write('sparse.log', sparse());
  await write(
    'dense.log',
    repeated(megabytes, (number) => postfixLines(number, number % 5 < 3), 'utf8'),
  );
  await write('trace.csv', repeated(megabytes, traceLine, 'utf16le'));
  await pipeline(Readable.from(sparse()), createGzip({ level: 6 }), createWriteStream(file('sparse.log.gz')));
  await mkdir(file('bounces'));
  const bounceFiles = Array.from({ length: Math.ceil(5000 / scale) }, (_, number) =>
    file(`bounces/${number}.eml`),
  );
  for (const [number, path] of bounceFiles.entries()) await writeFile(path, bounce(number));
  return {
    sparse: file('sparse.log'),
    dense: file('dense.log'),
    utf16: file('trace.csv'),
    gzip: file('sparse.log.gz'),
    bounces: file('bounces'),
    bounceFiles,
  };
}
