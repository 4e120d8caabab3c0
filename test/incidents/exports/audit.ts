import type { AuditEvent } from '../model';
import type { Random } from '../random';
import type { World } from '../world';
import { auditTime, roundTrip } from './dates';
import { type IncidentFile, plainFile } from './file';
import type { Style } from './style';
import { extensionOf, portalCsv, tableFile, withMark } from './table';
import { fileStamp } from './trace';

const connectorWork = /^(New|Set|Remove)-(In|Out)boundConnector$/;

/** The unified audit log, as the product asks, as Purview exports it, and as responders' tools save it. */
export function auditFiles(world: World, style: Style, random: Random, off: boolean): IncidentFile[] {
  const events = off ? [] : [...world.audit].sort((left, right) => right.time - left.time);
  if (off && style.origin !== 'product') return [plainFile('AuditRecords.json', Buffer.alloc(0))];
  switch (style.origin) {
    case 'product':
      return [
        own(world, 'account-audit', events, style),
        own(
          world,
          'connector-audit',
          events.filter(({ operation }) => connectorWork.test(operation)),
          style,
        ),
      ];
    case 'portal':
      return [plainFile('AuditLog_Export.csv', withMark(purview(world, events)))];
    case 'suite': {
      if (isPlain(events) && random.chance(0.4)) return [hawk(world, events, style)];
      const columns = [
        'RecordType',
        'CreationDate',
        'UserIds',
        'Operations',
        'AuditData',
        'ResultIndex',
        'ResultCount',
        'Identity',
        'IsValid',
        'ObjectState',
      ];
      return [
        plainFile(
          `UAL-${fileStamp(world)}.csv`,
          tableFile({ columns, rows: rowsOf(world, events) }, 'csv', style.culture),
        ),
      ];
    }
    case 'cmdlet':
      return [
        plainFile(
          'AuditRecords.json',
          Buffer.from(events.map((event) => `${auditData(world, event)}\n`).join('')),
        ),
      ];
  }
}

function own(world: World, id: string, events: readonly AuditEvent[], style: Style): IncidentFile {
  const columns = ['CreationDate', 'UserIds', 'Operations', 'RecordType', 'AuditData'];
  const bytes = tableFile({ columns, rows: rowsOf(world, events) }, style.format, style.culture);
  return plainFile(
    `ndr-lens-${id}.${extensionOf(style.format)}`,
    events.length > 0 ? bytes : Buffer.alloc(0),
  );
}

const recordTypes: Readonly<Record<number, string>> = {
  1: 'ExchangeAdmin',
  2: 'ExchangeItem',
  8: 'AzureActiveDirectory',
  15: 'AzureActiveDirectoryStsLogon',
};

const rowsOf = (world: World, events: readonly AuditEvent[]) =>
  events.map((event, index) => ({
    CreationDate: new Date(event.time),
    UserIds: event.user,
    Operations: event.operation,
    RecordType: recordTypes[event.recordType] ?? String(event.recordType),
    AuditData: auditData(world, event),
    ResultIndex: index + 1,
    ResultCount: events.length,
    Identity: event.id,
    IsValid: true,
    ObjectState: 'Unchanged',
  }));

function purview(world: World, events: readonly AuditEvent[]): string {
  const columns = [
    'RecordId',
    'CreationDate',
    'RecordType',
    'Operation',
    'UserId',
    'AuditData',
    'AssociatedAdminUnits',
    'AssociatedAdminUnitsNames',
  ];
  return portalCsv(
    columns,
    events.map((event) => [
      event.id,
      roundTrip(event.time),
      event.recordType,
      event.operation,
      event.user,
      auditData(world, event),
      '',
      '',
    ]),
  );
}

/** One entry (Microsoft: Office 365 Management Activity API schema). */
function auditData(world: World, event: AuditEvent): string {
  return JSON.stringify({
    CreationTime: auditTime(event.time),
    Id: event.id,
    Operation: event.operation,
    OrganizationId: '6d2f41aa-0000-4000-8000-000000000000',
    RecordType: event.recordType,
    ResultStatus: event.recordType === 1 ? 'True' : 'Success',
    UserKey: event.user,
    UserType: event.recordType === 1 ? 2 : 0,
    Version: 1,
    Workload: event.workload,
    ClientIP: event.ip,
    ObjectId: event.object,
    UserId: event.user,
    ...(event.recordType === 1
      ? {
          ExternalAccess: false,
          OrganizationName: world.initialDomain,
          OriginatingServer: `${world.cloudServer()} (15.20.9000.020)`,
        }
      : {}),
    ...(event.parameters ? { Parameters: event.parameters.map(([Name, Value]) => ({ Name, Value })) } : {}),
    ...event.more,
  });
}

/** Hawk flattens what a cmdlet took; of nested lists it keeps the type name alone, so that it shows no app. */
const isPlain = (events: readonly AuditEvent[]) =>
  events.every(({ operation }) => !/application|service principal|role/i.test(operation));

/** `Simple_*.csv` of Hawk: a column for each parameter, and the whole command. */
function hawk(world: World, events: readonly AuditEvent[], style: Style): IncidentFile {
  const parameters = [
    ...new Set(events.flatMap((event) => (event.parameters ?? []).map(([name]) => `Param_${name}`))),
  ];
  const columns = [
    'RecordType',
    'CreationDate',
    'UserIds',
    'Operations',
    'Operation',
    'ResultStatus',
    'Workload',
    'ClientIP',
    'ObjectId',
    'UserId',
    'AppId',
    'OrganizationName',
    'FullCommand',
    ...parameters,
  ];
  const rows = events.map((event) => ({
    RecordType: recordTypes[event.recordType] ?? String(event.recordType),
    CreationDate: new Date(event.time),
    UserIds: event.user,
    Operations: event.operation,
    Operation: event.operation,
    ResultStatus: event.recordType === 1 ? 'True' : 'Success',
    Workload: event.workload,
    ClientIP: event.ip,
    ObjectId: event.object,
    UserId: event.user,
    AppId: '',
    OrganizationName: world.initialDomain,
    FullCommand: [
      event.operation,
      ...(event.parameters ?? []).map(
        ([name, value]) => `-${name} ${/\s|;/.test(value) ? `'${value}'` : value}`,
      ),
    ].join(' '),
    ...Object.fromEntries((event.parameters ?? []).map(([name, value]) => [`Param_${name}`, value])),
  }));
  return plainFile('Simple_Unified_Audit_Log.csv', tableFile({ columns, rows }, 'csv', style.culture));
}
