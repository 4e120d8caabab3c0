import type { Row, UnreadableColumn } from '../facts';
import type { SignIn } from '../factTypes/activityFacts';
import type { Fields } from '../fields';
import { type Collector, type KindReader, mostRows, ownValue } from '../kind';
import { clientAddressIn } from './clientAddress';

const columns = {
  user: ['userprincipalname', 'username', 'accountupn', 'upn', 'accountname', 'user'],
  userId: ['userid', 'accountobjectid'],
  at: [
    'createddatetime',
    'dateutc',
    'date',
    'timegenerated',
    'timestamp',
    'createddate',
    'creationtime',
    'first',
  ],
  last: ['last'],
  address: ['ipaddress', 'clientip', 'ip'],
  code: ['errorcode', 'status.errorcode', 'signinerrorcode', 'resulttype'],
  status: ['status', 'result', 'signinstatus', 'actiontype'],
  reason: ['failurereason', 'status.failurereason', 'resultdescription'],
  country: [
    ...['countryorregion', 'country', 'location.countryorregion', 'locationdetails.countryorregion'],
    'countrycode',
  ],
  city: ['city', 'location.city', 'locationdetails.city'],
  place: ['location'],
  clientApp: ['clientappused', 'clientapp', 'protocol'],
  app: ['appdisplayname', 'application', 'applicationname', 'app'],
  latitude: [...['latitude', 'location.geocoordinates.latitude', 'locationdetails.geocoordinates.latitude']],
  longitude: [
    ...['longitude', 'location.geocoordinates.longitude', 'locationdetails.geocoordinates.longitude'],
  ],
  successes: ['logons'],
  failures: ['failures'],
} as const;

export const signIns: KindReader<'sign-ins'> = {
  kind: 'sign-ins',
  columns,
  recognises: (fields) =>
    fields.has(...columns.user) &&
    fields.has(...columns.address) &&
    fields.has(...columns.at) &&
    (fields.has(
      'clientappused',
      'clientapp',
      'errorcode',
      'signinerrorcode',
      'resulttype',
      'logontype',
      'logons',
    ) ||
      (fields.has('location', 'status') && !fields.has('operation', 'operations', 'activity', 'actiontype'))),
  collector: signInCollector,
};

const hour = 3_600_000;

/** One row for an account, an address, a client, an outcome and an hour: applications sign in again every few minutes. */
function signInCollector(): Collector<'sign-ins'> {
  const kept = new Map<string, Row<'sign-ins'>>();
  let [dropped, misread, unknown] = [0, 0, 0];
  const keep = (signIn: SignIn, line: number) => {
    const { user, address, country, clientApp, outcome, at } = signIn;
    const key = `${user}\n${address}\n${country}\n${clientApp}\n${outcome}\n${Math.floor(at / hour)}`;
    const known = kept.get(key);
    if (known) {
      const [last, count] = [Math.max(known.last, signIn.last), known.count + signIn.count];
      // The earlier of two that are alike stands for both.
      kept.set(key, Object.assign(at < known.at ? { ...ownValue(signIn), line } : known, { last, count }));
    } else if (kept.size < mostRows) kept.set(key, { ...ownValue(signIn), line });
    else dropped += 1;
  };
  return {
    add(fields, line) {
      const signIn = signInOf(fields);
      if (!signIn) {
        misread += 1;
        return;
      }
      for (const each of counted(signIn, fields)) keep(each, line);
      if (signIn.outcome === 'unknown' && !fields.has(...columns.successes)) unknown += 1;
    },
    rows: () => [...kept.values()],
    get dropped() {
      return dropped;
    },
    get misread() {
      return misread;
    },
    get unreadable(): UnreadableColumn[] {
      return unknown === 0 ? [] : [{ column: 'Status', rows: unknown }];
    },
  };
}

/** A row that counts successes and failures, as of a hunting query, stands for both. */
function counted(signIn: SignIn, fields: Fields): SignIn[] {
  const successes = fields.number(...columns.successes);
  const failures = fields.number(...columns.failures);
  if (successes === undefined && failures === undefined) return [signIn];
  return [
    { ...signIn, outcome: 'success' as const, count: successes ?? 0 },
    { ...signIn, outcome: 'failure' as const, count: failures ?? 0 },
  ].filter(({ count }) => count > 0);
}

function signInOf(fields: Fields): SignIn | undefined {
  const user = fields.text(...columns.user)?.toLowerCase();
  const at = fields.time(...columns.at);
  if (user === undefined || at === undefined) return undefined;
  const code = fields.number(...columns.code);
  const outcome = outcomeOf(fields, code);
  return {
    user,
    userId: fields.text(...columns.userId),
    at,
    last: fields.time(...columns.last) ?? at,
    count: 1,
    outcome,
    errorCode: code,
    failureReason: outcome === 'success' ? undefined : fields.text(...columns.reason),
    ...placeOf(fields),
    address: clientAddressIn(fields.text(...columns.address)),
    clientApp: fields.text(...columns.clientApp),
    app: fields.text(...columns.app),
    latitude: degrees(fields.text(...columns.latitude)),
    longitude: degrees(fields.text(...columns.longitude)),
  };
}

/** The portal in English and other languages, Defender, and scripts. */
const words = {
  success:
    /^(?:success|succeeded|true|0|logonsuccess|riuscit[ao]|operazione riuscita|esito positivo|erfolg(?:reich)?|réussite|éxito|sucesso)$/i,
  failure:
    /^(?:failure|failed|false|interrupted|logonfailed|non riuscit[ao]|errore|interrott[ao]|fehler|fehlgeschlagen|unterbrochen|échec|error|falha)$/i,
} as const;

/** The error code decides; the portal writes `None` for that of a success, and has the outcome in words beside it. */
function outcomeOf(fields: Fields, code: number | undefined): SignIn['outcome'] {
  if (code !== undefined) return code === 0 ? 'success' : 'failure';
  const status = columns.status.flatMap((column) => fields.text(column) ?? []);
  if (status.some((word) => words.failure.test(word))) return 'failure';
  if (status.some((word) => words.success.test(word))) return 'success';
  return /^none$/i.test(fields.text(...columns.code) ?? '') ? 'success' : 'unknown';
}

/** Country and city by columns of their own, or of `Milan, Milano, IT` as the portal's table has it. */
function placeOf(fields: Fields): Pick<SignIn, 'country' | 'city'> {
  const country = fields.text(...columns.country);
  const city = fields.text(...columns.city);
  if (country !== undefined || city !== undefined || fields.nested(...columns.place))
    return { country, city };
  const parts = (fields.text(...columns.place) ?? '').split(',').map((part) => part.trim());
  return { country: parts.at(-1) || undefined, city: parts.length > 1 ? parts[0] || undefined : undefined };
}

function degrees(text: string | undefined): number | undefined {
  const value = Number(text ?? 'none');
  return Number.isFinite(value) && Math.abs(value) <= 180 ? value : undefined;
}
