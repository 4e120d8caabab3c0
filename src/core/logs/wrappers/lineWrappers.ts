import { asRead, webDecoded, withoutColours } from '../../code/escapes';
import type { LineWrapper, Unwrapped } from './wrapper';

const isoStamp = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?`;
/** With what a line of a log begins: a stamp, a priority, a comment of Exchange, an object. */
const logAhead = String.raw`(?=[A-Z][a-z]{2} [ \d]\d \d\d:|\d{4}-\d\d-\d\d[T ]\d\d:|<\d{1,3}>|#[A-Z]|\{"|\[\d)`;

/** The colours of a terminal, wherever in a line. */
export const colours: LineWrapper = {
  name: 'colours',
  isSure: true,
  open: (text) => ({ text: withoutColours(text) }),
};

/** `pattern` names what it finds: `stream`, `stamp` and `server`; the rest is the text. */
function prefix(name: string, pattern: string, isSure: boolean, mark: string): LineWrapper {
  const expression = new RegExp(`^${pattern}`, 's');
  return {
    name,
    isSure,
    open(text) {
      if (!text.includes(mark)) return undefined;
      const match = expression.exec(text);
      if (!match) return undefined;
      const { stream, stamp, server } = match.groups ?? {};
      return { text: text.slice(match[0].length), stream, stamp, server };
    },
  };
}

/**
 * The wrappers that put a line into a line, each in one row, the surest first. `isSure` says that its mark alone tells; the mark is
 * what a line must hold to be looked at.
 */
export const lineWrappers: readonly LineWrapper[] = [
  prefix('CRI (Kubernetes, containerd)', `(?<stamp>${isoStamp}) std(?:out|err) [FP] `, true, ' std'),
  prefix(
    'docker compose, docker service, supervisord',
    String.raw`(?<stream>[A-Za-z0-9][\w.@-]{0,120})(?: std(?:out|err))? +\| ?`,
    true,
    '| ',
  ),
  prefix('kubectl logs --prefix, stern', String.raw`\[?(?<stream>pod/[\w./-]{1,200})\]? `, true, 'pod/'),
  prefix(
    'grep, zgrep, ripgrep, findstr, Select-String',
    String.raw`(?:> )?(?!\d{4}-\d\d-\d\d)(?<stream>(?:[A-Za-z]:)?[^\s:|"'{}<>=,;]{1,500})(?::(?:\d{1,9}:)?|-\d{1,9}-)(?=\S)`,
    false,
    '',
  ),
  prefix(
    'docker logs -t, kubectl logs --timestamps, aws logs tail, logcli',
    String.raw`(?<stamp>${isoStamp}) +(?:(?<stream>[\w./@$[\]-]{1,200}|\{[^{}]{0,400}\}) )?${logAhead}`,
    false,
    '-',
  ),
  prefix(
    'cat -n, less -N, a mail that quotes',
    String.raw`(?:(?:> ?)+| {0,8}\d{1,9}(?:\t|:? ))\s{0,8}${logAhead}`,
    false,
    '',
  ),
  prefix('stern', String.raw`(?<stream>[a-z0-9][\w.-]{0,120}(?: [\w.-]{1,63})?) +${logAhead}`, false, ' '),
  prefix(
    'an entry of syslog around another',
    String.raw`(?:<\d{1,3}>)?(?<stamp>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|${isoStamp}) (?<server>[\w.:-]{1,255}) (?<stream>[\w./@-]{1,128})(?:\[\d{1,10}\])?: (?:@cee: ?)?${logAhead}`,
    false,
    ': ',
  ),
  { name: 'HTML', isSure: false, open: openHtml },
  { name: 'an address of the web', isSure: false, open: openWeb },
  { name: 'a literal of JSON or Python', isSure: false, open: openLiteral },
];

const entityOrTag = /&(?:lt|gt|quot|amp|#\d{2,5}|#x[\da-f]{2,4});|<br ?\/?>$|^\s*<[!a-z/]/i;

/** A line of a page, without its tags: what holds an address in angle brackets is none. */
function openHtml(text: string): Unwrapped | undefined {
  if (!entityOrTag.test(text)) return undefined;
  return { text: asRead(text.replace(/<[!/]?[a-z][^<>@]{0,200}>/gi, '')).trim() };
}

function openWeb(text: string): Unwrapped | undefined {
  if (text.includes(' ') || !/%[0-9A-Fa-f]{2}.*%[0-9A-Fa-f]{2}/.test(text)) return undefined;
  return { text: webDecoded(text.replace(/^[\w.-]{1,40}=(?=\w)/, '')) };
}

/** `"…"`, `'…'` or Python's `b'…'`, with a comma behind or not. */
function openLiteral(text: string): Unwrapped | undefined {
  const match = /^\s*[bru]?(["'])((?:\\.|(?!\1)[^\\])*)\1,?\s*$/s.exec(text);
  if (!match?.[2]) return undefined;
  return { text: asRead(match[2]).trim() };
}
