import { languages } from '../core/code/language';

/** How the program is called. */
export const program = 'ndr-lens';

const flag = { type: 'boolean' } as const;
/** A text, and how it is named in the help. */
const text = <Value extends string>(value: Value) => ({ type: 'string', value }) as const;
const texts = <Value extends string>(value: Value) => ({ type: 'string', multiple: true, value }) as const;

const lang = text(languages.join('|'));
const zone = text('ZONE');
const period = { since: text('TIME'), until: text('TIME') } as const;

/** What says where an engine has the lines, and which of them. */
export const engineOptions = {
  engine: text('NAME'),
  log: text('KIND'),
  table: text('TABLE'),
  files: text('GLOB'),
  line: text('COLUMN'),
  time: text('COLUMN'),
  host: text('COLUMN'),
  program: text('COLUMN'),
  ...period,
} as const;

/** What each command takes: the help tells it, and Node.js reads it. */
export const commandLines = {
  scan: {
    operands: ['PATH...'],
    options: { json: flag, count: flag, senders: flag, glob: texts('GLOB'), ...period, zone, lang },
    examples: [
      '--senders /var/log/mail.log*',
      "--glob '*.log*' --since 2026-11-24T14:00 /srv/logs",
      '--json - < mail.log',
    ],
  },
  explain: { operands: ['CODE'], options: { json: flag, lang }, examples: ['5.7.750', '5.7.705 --lang it'] },
  ndr: {
    operands: ['FILE...'],
    options: { json: flag, lang },
    examples: ['bounces/*.eml', '--json bounce.msg'],
  },
  report: {
    operands: ['PATH...'],
    options: { format: text('md|json|csv'), glob: texts('GLOB'), ...period, zone, lang },
    examples: ['/var/log/mail.log*', '--format json --since 2026-11-23 --zone -05:00 traces/ bounces/'],
  },
  verify: {
    operands: [],
    options: {
      step: text('STEP'),
      from: texts('PATH...'),
      exports: texts('FILE'),
      ...engineOptions,
      zone,
      lang,
    },
    examples: ['--step users --from mail.log', '--engine loki --table job=mail > queries.sh'],
  },
  diagnose: {
    operands: ['PATH...'],
    options: { json: flag, zone, lang },
    examples: ['tenant/ mail.log* bounces/', '--json Output/'],
  },
  exports: { operands: ['EXPORT...'], options: { json: flag, zone, lang }, examples: ['Output/'] },
  check: {
    operands: ['EXPORT...'],
    options: { logs: texts('PATH...'), json: flag, zone, lang },
    examples: ['tenant/ --logs mail.log*'],
  },
  case: {
    operands: ['[INCIDENT]', '[PATH...]'],
    options: { format: text('md|html'), mask: flag, appendix: texts('NAME'), zone, lang },
    examples: ['blocked.ndr-incident.json mail.log* --mask', 'tenant/ mail.log* --format html > case.html'],
  },
  mcp: {
    operands: ['[DIR...]'],
    options: { names: flag, zone, lang },
    examples: ['/var/log bounces/', '--lang it /srv/incident'],
  },
  completion: {
    operands: ['SHELL'],
    options: { lang },
    examples: ['bash >> ~/.bashrc', 'powershell >> $PROFILE'],
  },
  man: { operands: [], options: { lang }, examples: ['> ndr-lens.1'] },
} as const;

export type CommandName = keyof typeof commandLines;

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commandLines, name);
}
