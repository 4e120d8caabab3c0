import type { Evidence } from '../code/evidence';
import type { Language } from '../code/language';
import { diagnose } from '../diagnosis/diagnose';
import type { Cause, Judgement } from '../diagnosis/diagnosis';
import { storyLine, toldStory } from '../diagnosis/storyText';
import { causeText, diagnosisTexts } from '../diagnosis/texts';
import { readMixed } from '../mixed/mixedFiles';
import { verifyTexts } from '../verify/texts';
import type { AllowedFolders, ToolReading } from './allowedFolders';
import type { ToolAnswer } from './answer';
import { filesIn, UnreadCount } from './folderFiles';

const mostCauses = 3;
/** Rows of the story, and places of one cause. */
const mostRows = 12;
const mostPlaces = 4;
/** Tenants whose causes are told where several are mixed. */
const mostTenants = 3;

/** What most likely led to the block, why, and what happened. */
export async function diagnoseIncident({
  places,
  folders,
  clock,
  language,
}: ToolReading): Promise<ToolAnswer> {
  const unread = new UnreadCount();
  const files = filesIn(places);
  const { circumstances, summary } = await readMixed(files, clock, unread.complain, unread.readSources);
  const diagnosis = diagnose(circumstances);
  const judgements = diagnosis.tenants.length > 0 ? diagnosis.tenants.slice(0, mostTenants) : [diagnosis];
  const { blocked, first, last, codes } = summary;
  return {
    facts: {
      blocked,
      first,
      last,
      codes: codes.map((each) => ({ code: each.name, blocked: each.blocked })),
      exports: circumstances.tenant.exports.map(({ kind }) => kind),
      tenantsMixed: diagnosis.tenantCount,
      judgements: judgements.map(({ causes }) =>
        causes.slice(0, mostCauses).map((each) => causeFacts(each, language)),
      ),
      ...(judgements.every(({ causes }) => causes.length === 0)
        ? { conclusion: diagnosisTexts[language][blocked === 0 ? 'nothing-blocked' : 'nothing'] }
        : {}),
      filesUnread: unread.count,
    },
    fromFiles: {
      judgements: judgements.map((each) => judgementFromFiles(each, folders, language)),
      tenants: diagnosis.tenants.map(({ domains }) => domains[0]),
    },
    domains: [
      ...summary.domains.map(({ name }) => name),
      ...diagnosis.tenants.flatMap(({ domains }) => domains),
      ...judgements.flatMap(({ causes, story }) => [...wordsIn([causes, story])]),
    ],
  };
}

/** A cause without the names that files give it. */
function causeFacts({ kind, confidence, decidedBy }: Cause, language: Language) {
  return {
    kind,
    name: diagnosisTexts[language][`short.${kind}`],
    confidence: Math.round(confidence * 100) / 100,
    decidedBy: decidedBy && { query: decidedBy, title: verifyTexts[language][`${decidedBy}.title`] },
  };
}

function judgementFromFiles({ causes, story }: Judgement, folders: AllowedFolders, language: Language) {
  return {
    causes: causes.slice(0, mostCauses).map((cause) => {
      const { title, reasons, against } = causeText(cause, language);
      return {
        title,
        culprits: cause.culprits.map(({ type, name }) => ({ type, name })),
        reasons: reasons.map(({ text }) => text),
        against: against.map(({ text }) => text),
        places: placesOf(cause.evidence.slice(0, mostPlaces), folders),
      };
    }),
    story: toldStory(story)
      .slice(0, mostRows)
      .map((row) => ({
        time: new Date(row.at).toISOString(),
        text: storyLine(row, language),
        places: placesOf(row.evidence.slice(0, 1), folders),
      })),
  };
}

function placesOf(evidence: readonly Evidence[], folders: AllowedFolders) {
  return evidence.map(({ file, line }) => ({ file: folders.shown(file), line }));
}

/** The words of all values, of which some are domains that stand nowhere alone. Where something stands is left out. */
function* wordsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield* value.split(/[\s,;]+/);
  else if (typeof value === 'object' && value !== null)
    for (const [key, each] of Object.entries(value)) if (key !== 'evidence') yield* wordsIn(each);
}
