import type { SignIn } from '../model';
import type { World } from '../world';
import { isoSeconds } from './dates';
import { type IncidentFile, plainFile } from './file';
import type { Style } from './style';
import { extensionOf, portalCsv, tableFile, withMark } from './table';

/** Sign-ins by the product's own query, from the Entra portal, from Graph, and flattened by a responder's script. */
export function signInFiles(world: World, style: Style): IncidentFile[] {
  const all = [...world.signIns].sort((left, right) => right.time - left.time);
  switch (style.origin) {
    case 'product':
      return [plainFile(`ndr-lens-sign-ins.${extensionOf(style.format)}`, own(all, style))];
    case 'portal':
      return [
        plainFile(
          `InteractiveSignIns_${isoSeconds(world.since).slice(0, 10)}_${isoSeconds(world.until).slice(0, 10)}.csv`,
          portal(all),
        ),
      ];
    case 'suite':
      return [plainFile('SignInLogs.json', graph(all))];
    case 'cmdlet':
      return [plainFile(`SignIns.${extensionOf(style.format)}`, flattened(all, style))];
  }
}

function own(all: readonly SignIn[], style: Style): Buffer {
  const columns = [
    'CreatedDateTime',
    'UserPrincipalName',
    'AppDisplayName',
    'ClientAppUsed',
    'IPAddress',
    'City',
    'CountryOrRegion',
    'ErrorCode',
    'FailureReason',
    'ConditionalAccessStatus',
    'Id',
  ];
  const rows = all.map((each) => ({
    CreatedDateTime: new Date(each.time),
    UserPrincipalName: each.user,
    AppDisplayName: each.app,
    ClientAppUsed: each.client,
    IPAddress: each.ip,
    City: each.place.city,
    CountryOrRegion: each.place.country,
    ErrorCode: each.error,
    FailureReason: each.reason,
    ConditionalAccessStatus: accessOf(each),
    Id: each.id,
  }));
  return tableFile({ columns, rows }, style.format, style.culture);
}

const accessOf = ({ error, mfa }: SignIn) => (error === 53003 ? 'failure' : mfa ? 'success' : 'notApplied');

/** The portal writes `None` where there is no error. */
function portal(all: readonly SignIn[]): Buffer {
  const columns = [
    'Date (UTC)',
    'Request ID',
    'User agent',
    'Correlation ID',
    'User ID',
    'User',
    'Username',
    'User type',
    'Application',
    'Application ID',
    'Resource',
    'IP address',
    'Location',
    'Status',
    'Sign-in error code',
    'Failure reason',
    'Client app',
    'Device ID',
    'Browser',
    'Operating System',
    'Multifactor authentication result',
    'Authentication requirement',
    'Sign-in identifier',
    'Conditional Access',
  ];
  const rows = all.map((each) => [
    isoSeconds(each.time),
    each.id,
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
    each.id,
    '',
    each.user.split('@')[0] ?? '',
    each.user,
    'Member',
    each.app,
    '00000002-0000-0ff1-ce00-000000000000',
    'Office 365 Exchange Online',
    each.ip,
    `${each.place.city}, ${each.place.state}, ${each.place.country}`,
    each.error === 0 ? 'Success' : 'Failure',
    each.error === 0 ? 'None' : each.error,
    each.reason,
    each.client,
    '',
    'Edge 140',
    'Windows10',
    each.mfa ? 'MFA requirement satisfied by claim in the token' : '',
    each.mfa ? 'Multifactor authentication' : 'Single-factor authentication',
    each.user,
    accessOf(each) === 'success' ? 'Success' : accessOf(each) === 'failure' ? 'Failure' : 'Not Applied',
  ]);
  return withMark(portalCsv(columns, rows));
}

/** `GET /auditLogs/signIns` as it comes. */
function graph(all: readonly SignIn[]): Buffer {
  const value = all.map((each) => ({
    id: each.id,
    createdDateTime: isoSeconds(each.time),
    userDisplayName: each.user.split('@')[0],
    userPrincipalName: each.user,
    appDisplayName: each.app,
    ipAddress: each.ip,
    clientAppUsed: each.client,
    conditionalAccessStatus: accessOf(each),
    isInteractive: true,
    authenticationRequirement: each.mfa ? 'multiFactorAuthentication' : 'singleFactorAuthentication',
    status: {
      errorCode: each.error,
      failureReason: each.reason,
      additionalDetails: each.mfa ? 'MFA requirement satisfied by claim in the token' : null,
    },
    location: { city: each.place.city, state: each.place.state, countryOrRegion: each.place.country },
  }));
  return Buffer.from(JSON.stringify(value, undefined, 1));
}

/** With the path of each property as its column, as scripts of responders do. */
function flattened(all: readonly SignIn[], style: Style): Buffer {
  const columns = [
    'CreatedDateTime',
    'UserPrincipalName',
    'AppDisplayName',
    'ClientAppUsed',
    'IPAddress',
    'Location.City',
    'Location.CountryOrRegion',
    'Status.ErrorCode',
    'Status.FailureReason',
    'Id',
  ];
  const rows = all.map((each) => ({
    CreatedDateTime: new Date(each.time),
    UserPrincipalName: each.user,
    AppDisplayName: each.app,
    ClientAppUsed: each.client,
    IPAddress: each.ip,
    'Location.City': each.place.city,
    'Location.CountryOrRegion': each.place.country,
    'Status.ErrorCode': each.error,
    'Status.FailureReason': each.reason,
    Id: each.id,
  }));
  return tableFile({ columns, rows }, style.format, style.culture);
}
