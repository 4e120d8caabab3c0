import type { Language } from '../code/language';
import { findingText } from '../findings/findingText';
import type { Incident } from '../incident/incident';
import { actionKey, isStepDone, progress } from '../incident/progress';
import { standing } from '../incident/standing';
import { codeEntry, sources, steps, texts } from '../knowledge';
import { portalLink } from '../knowledge/explanation';
import type { StatementSource } from '../knowledge/sources';
import type { Step, StepAction } from '../knowledge/types';
import { queriesFor, verifyTexts } from '../verify';
import type { ToolReading } from './allowedFolders';
import type { ToolAnswer } from './answer';
import { incidentIn } from './folderFiles';
import { assistantText } from './texts';

/** Findings that are told, the gravest first. */
const mostFindings = 5;

/**
 * What is to be done next, by the ticks of an incident, or from the start where there is none.
 * @param atHand undefined for the newest that is open in the places
 * @param code undefined for the one that blocked most in the incident's last scan, or for all
 */
export function nextStep(
  atHand: Incident | undefined,
  code: string | undefined,
  { places, language }: ToolReading,
): ToolAnswer {
  const incident = atHand ?? incidentIn(places);
  const blockedBy = code ?? mostBlocked(incident);
  const entry = blockedBy === undefined ? undefined : codeEntry(blockedBy);
  const ticks = incident?.ticks ?? {};
  const counting = steps.filter(({ id }) => entry?.steps[id].applies ?? true);
  const step = counting.find((each) => !isStepDone(each, ticks));
  const action = step?.actions.find((each) => !Object.hasOwn(ticks, actionKey(step, each)));
  const against = incident ? standing(incident) : [];
  return {
    facts: {
      code: blockedBy,
      incident: assistantText(language, incident ? 'incident.found' : 'incident.none'),
      ...progress(steps, ticks, entry),
      ...(step && action
        ? { step: stepFacts(step, language), action: actionFacts(step, action, language) }
        : { conclusion: assistantText(language, against.length > 0 ? 'steps.contradicted' : 'steps.done') }),
      standingFindings: against.length,
      blocked: incident?.scan?.blocked,
    },
    ...(incident
      ? {
          fromFiles: {
            findings: against.slice(0, mostFindings).map((finding) => {
              const { severity, title, reason } = findingText(finding, language);
              return { step: finding.step, severity, title, reason };
            }),
          },
          domains: against.flatMap(({ subject, values }) =>
            [subject, ...Object.values(values)].flatMap((value) => value.split(/[\s,;]+/)),
          ),
        }
      : {}),
  };
}

function mostBlocked(incident: Incident | undefined): string | undefined {
  const codes = Object.entries(incident?.scan?.codes ?? {});
  return codes.sort(([, one], [, other]) => other.blocked - one.blocked)[0]?.[0];
}

function stepFacts({ id, title, why }: Step, language: Language) {
  return { id, title: texts[language][title.text], why: texts[language][why.text] };
}

function actionFacts(step: Step, { id, title, why, portal, documentation }: StepAction, language: Language) {
  const [query] = queriesFor(step.id, id);
  return {
    id,
    title: texts[language][title.text],
    why: texts[language][why.text],
    portal: portal && { ...portalLink(portal, language) },
    documentation: documentation.map((source) => {
      const { title: page, url }: StatementSource = sources[source];
      return { title: texts[language][page], url };
    }),
    query: query && {
      id: query.id,
      title: verifyTexts[language][query.title.text],
      lookFor: verifyTexts[language][query.lookFor.text],
    },
  };
}
