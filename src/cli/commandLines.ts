/** How the program is called. */
export const program = 'ndr-lens';

const flag = { type: 'boolean' } as const;
/** A text, and how it is named in the help. */
const text = <Value extends string>(value: Value) => ({ type: 'string', value }) as const;
const texts = <Value extends string>(value: Value) => ({ type: 'string', multiple: true, value }) as const;

const lang = text('en|it');
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
    options: { json: flag, count: flag, senders: flag, glob: texts('GLOB'), ...period, zone },
    example: '--senders /var/log/mail.log*',
  },
  explain: { operands: ['CODE'], options: { json: flag, lang }, example: '5.7.750' },
  ndr: { operands: ['FILE...'], options: { json: flag, lang }, example: 'bounces/*.eml' },
  report: {
    operands: ['PATH...'],
    options: { format: text('md|json|csv'), glob: texts('GLOB'), ...period, zone, lang },
    example: '/var/log/mail.log*',
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
    example: '--step users --from mail.log',
  },
  diagnose: {
    operands: ['PATH...'],
    options: { json: flag, zone, lang },
    example: 'tenant/ mail.log* bounces/',
  },
  exports: { operands: ['EXPORT...'], options: { json: flag, zone, lang }, example: 'Output/' },
  check: {
    operands: ['EXPORT...'],
    options: { logs: texts('PATH...'), json: flag, zone, lang },
    example: 'tenant/ --logs mail.log*',
  },
  case: {
    operands: ['[INCIDENT]', '[PATH...]'],
    options: { format: text('md|html'), mask: flag, appendix: texts('NAME'), zone, lang },
    example: 'blocked.ndr-incident.json mail.log* --mask',
  },
  mcp: {
    operands: ['[DIR...]'],
    options: { names: flag, zone, lang },
    example: '/var/log bounces/',
  },
  completion: { operands: ['SHELL'], options: { lang }, example: 'bash >> ~/.bashrc' },
  man: { operands: [], options: { lang }, example: '> ndr-lens.1' },
} as const;

export type CommandName = keyof typeof commandLines;

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commandLines, name);
}
