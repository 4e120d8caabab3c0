// How fast exports are read: megabytes of a second of processor time, and the memory that takes. --mb N says how large each is (64), --only NAME which alone.
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { readTenantFile } from '../src/core/tenant/files';

const { values } = parseArgs({
  options: { mb: { type: 'string', default: '64' }, only: { type: 'string', default: '' } },
});
const length = Number(values.mb) * 1e6;

/** An entry of the unified audit log as a person's day has thousands of: of one in a hundred something is kept. */
function entryOf(at: number) {
  const operation = at % 100 === 0 ? 'Set-InboxRule' : 'MailItemsAccessed';
  const time = new Date(Date.UTC(2026, 10, 1) + at * 1000).toISOString().slice(0, 19);
  const user = `user${at % 500}@contoso.example`;
  return { time, operation, user, data: dataOf(at, operation, user, time) };
}

const dataOf = (at: number, operation: string, user: string, time: string) => ({
  CreationTime: time,
  Id: `c3a1f2d4-0000-4000-8000-${String(at).padStart(12, '0')}`,
  Operation: operation,
  OrganizationId: '5b8e1f2a-0000-4000-8000-000000000001',
  RecordType: 2,
  ResultStatus: 'Succeeded',
  UserKey: '10032001A2B3C4D5',
  UserType: 0,
  Workload: 'Exchange',
  ClientIP: `198.51.100.${at % 250}`,
  UserId: user,
  ClientInfoString: 'Client=OWA;Action=ViaProxy',
  MailboxOwnerUPN: user,
  Parameters: [{ Name: 'Identity', Value: `rule${at}` }],
  Folders: Array.from({ length: 4 }, (_, item) => ({
    FolderItems: [{ InternetMessageId: `<${at}.${item}@contoso.example>`, SizeInBytes: 12000 + item }],
    Id: 'LgAAAAB2pV9xkHhTQJ0ZtEXAMPLE',
    Path: '\\Inbox',
  })),
});

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

interface Sample {
  readonly head: string;
  readonly row: (at: number) => string;
  readonly foot?: string;
}

const samples: Readonly<Record<string, Sample>> = {
  'audit log, CSV': {
    head: 'RecordId,CreationDate,RecordType,Operation,UserId,AuditData\n',
    row: (at) => {
      const { time, operation, user, data } = entryOf(at);
      return `${at},${time},2,${operation},${user},${quoted(JSON.stringify(data))}\n`;
    },
  },
  'audit log, JSON lines': {
    head: '',
    row: (at) => `${JSON.stringify(entryOf(at).data)}\n`,
  },
  'audit log, JSON array': {
    head: '[\n',
    row: (at) => `${JSON.stringify({ ...entryOf(at).data, AuditData: undefined }, undefined, 2)},\n`,
    foot: '{}]\n',
  },
  'message trace, CSV': {
    head: '"Received","SenderAddress","RecipientAddress","Subject","Status","FromIP","Size","MessageId","MessageTraceId"\n',
    row: (at) =>
      `"${entryOf(at).time}","user${at % 500}@contoso.example","someone${at % 9000}@other${at % 70}.example","Re: order ${at}","Delivered","198.51.100.${at % 250}","${20000 + at}","<${at}@contoso.example>","${entryOf(at).data.Id}"\n`,
  },
  'sign-ins, JSON array': {
    head: '[',
    row: (at) =>
      `${JSON.stringify({
        createdDateTime: `${entryOf(at).time}Z`,
        userPrincipalName: entryOf(at).user,
        ipAddress: `198.51.100.${at % 250}`,
        clientAppUsed: 'Browser',
        appDisplayName: 'Office 365 Exchange Online',
        status: { errorCode: at % 7 === 0 ? 50126 : 0, failureReason: 'Other.' },
        location: {
          city: 'Milan',
          countryOrRegion: 'IT',
          geoCoordinates: { latitude: 45.4, longitude: 9.1 },
        },
        deviceDetail: { browser: 'Chrome 120', operatingSystem: 'Windows10', isCompliant: false },
      })},`,
    foot: '{}]',
  },
  'message trace, Format-List': {
    head: '\n',
    row: (at) =>
      `Received         : ${entryOf(at).time}\nSenderAddress    : user${at % 500}@contoso.example\nRecipientAddress : someone${at % 9000}@other${at % 70}.example\nSubject          : Re: order ${at}\nStatus           : Delivered\nFromIP           : 198.51.100.${at % 250}\nMessageTraceId   : ${entryOf(at).data.Id}\n\n`,
  },
};

function* pieces({ head, row, foot = '' }: Sample): Generator<string> {
  yield head;
  for (let [at, written] = [0, 0]; written < length; ) {
    let piece = '';
    for (let count = 0; count < 200; count += 1, at += 1) piece += row(at);
    written += piece.length;
    yield piece;
  }
  yield foot;
}

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-exports-'));
try {
  for (const [name, sample] of Object.entries(samples)) {
    if (!name.includes(values.only)) continue;
    const file = join(folder, 'export');
    await pipeline(Readable.from(pieces(sample)), createWriteStream(file));
    const before = process.cpuUsage();
    let memory = 0;
    const read = await readTenantFile(file, {
      progress: () => {
        memory = Math.max(memory, process.memoryUsage.rss());
      },
    });
    const { user, system } = process.cpuUsage(before);
    const told = 'export' in read ? `${read.export.rows.length} of ${read.export.rowCount} rows` : 'refused';
    const rate = statSync(file).size / (user + system);
    console.log(
      `${name.padEnd(28)}${rate.toFixed(1).padStart(6)} MB/s  ${(memory / 1e6).toFixed(0).padStart(5)} MB  ${told}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
