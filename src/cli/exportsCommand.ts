import { parseArgs } from 'node:util';
import { diagnose } from '../core/diagnosis/diagnose';
import { exportsMarkdown } from '../core/exports/markdown';
import { exportsOverview } from '../core/exports/overview';
import { isOfKind } from '../core/tenant/facts';
import { incidentValues } from '../core/verify';
import { commandLines } from './commandLines';
import { found, nothing, trouble } from './exitCode';
import { languageFor } from './language';
import { clockIn } from './logSources';
import { readPaths } from './mixedFiles';
import type { Output } from './output';
import { asUsageError, UsageError } from './usageError';

export async function exportsCommand(args: string[], output: Output): Promise<number> {
  const { values, positionals } = asUsageError(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: commandLines.exports.options,
    }),
  );
  if (positionals.length === 0) throw new UsageError('exports.missing');
  const language = languageFor(values.lang);
  const mixed = await readPaths(positionals, clockIn(values.zone), output);
  const { circumstances, summary, refused, others } = mixed;
  const { exports } = circumstances.tenant;
  const ownDomains = exports.flatMap((each) =>
    isOfKind(each, 'accepted-domains') ? each.rows.map(({ domain }) => domain) : [],
  );
  const overview = exportsOverview(
    {
      tenant: circumstances.tenant,
      diagnosis: diagnose(circumstances),
      codes: summary.codes.map(({ name }) => name),
      others: [...others],
      unread: refused.filter(({ file }) => !others.has(file)),
      values: incidentValues({ summary, ownDomains }),
    },
    language,
  );
  await output.write(values.json ? `${JSON.stringify(overview)}\n` : exportsMarkdown(overview, language));
  if (mixed.failed) return trouble;
  return exports.length > 0 ? found : nothing;
}
