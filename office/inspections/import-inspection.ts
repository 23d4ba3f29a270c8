import {
  type InspectionForm,
  readOccurrence,
  stepOccurrence,
} from '../../core/inspections/occurrence.ts';
import { correctionWords, stepsOf } from '../../core/inspections/steps.ts';
import { isSettled } from '../../core/obligations/obligation.ts';
import { partsOf } from '../../core/time/local-date.ts';
import { localDateAt } from '../../core/time/zone.ts';
import type { Tx } from '../../db/client.ts';
import { subtreeIds } from '../../db/queries/agencies.ts';
import { allEntries, entriesOf, findingsOf, upsertCampaign } from '../../db/queries/campaigns.ts';
import type { ObligationRow } from '../../db/queries/obligations.ts';
import { obligationsOfSource } from '../../db/queries/sources.ts';
import type { InspectionPaper } from '../../imports/inspection.ts';
import { syncEntries } from '../campaigns/sync-entries.ts';
import type { Changes } from '../changes.ts';
import { loadDirectory } from '../directory.ts';
import { syncObligations, type Wanted } from '../sync-obligations.ts';
import type { InspectionDetails, InspectionQuestion } from './details.ts';
import { type ListedAgency, listedAgencies } from './listed.ts';
import { actionProduct, inspectionName, stepProduct } from './names.ts';
import { paperQuestions } from './questions.ts';

export interface InspectionImport {
  campaignId: number;
  name: string;
  agencies: Changes;
  obligations: Changes;
  counts: { agencies: number; dossier: number; on_site: number };
  questions: InspectionQuestion[];
}

/**
 * Takes a plan of inspection into the books: the agencies it lists, what each of them owes by its
 * form, and what a person has to decide. The same file again changes nothing; a corrected one changes
 * what differs. Findings and their corrections are the team's and stay whatever the file says.
 */
export async function importInspection(
  tx: Tx,
  paper: InspectionPaper,
  issuerId: number,
  at: { now: Date; timeZone: string },
): Promise<InspectionImport> {
  const { number: document, date: issuedOn, title } = paper.document;
  const today = localDateAt(at.now, at.timeZone);
  const directory = await loadDirectory(tx, { day: issuedOn ?? today, within: issuerId });
  const below = new Set(await subtreeIds(tx, issuerId));
  const { listed, questions } = listedAgencies(paper, directory, below);
  const name = inspectionName(paper.document);
  const details: InspectionDetails = {
    name,
    team: paper.team,
    correctionWords: {
      dossier: correctionWords(paper.workflow.dossier),
      on_site: correctionWords(paper.workflow.on_site),
    },
    questions: [...paperQuestions(paper), ...questions],
  };
  const year = paper.document.year ?? partsOf(issuedOn ?? today).year;
  const { id: campaignId } = await upsertCampaign(
    tx,
    { kind: 'inspection', document, title, issuerId, year, issuedOn, details },
    at.now,
  );
  const { changes, idByAgency } = await syncEntries(
    tx,
    campaignId,
    listed.map(({ agencyId, form, window, covers, note }) => {
      return { agencyId, form, windowFrom: window.from, windowTo: window.to, covers, note };
    }),
    at.now,
  );
  const ids = (await allEntries(tx, campaignId)).map(({ id }) => id);
  const owed = await obligationsOfSource(tx, { kind: 'inspection', ids });
  const wanted = await wantedOf(tx, { campaignId, listed, idByAgency, owed, paper, name });
  const obligations = await syncObligations(tx, { kind: 'inspection', ids }, wanted, at);
  const counted = (form: InspectionForm) => listed.filter((one) => one.form === form).length;
  return {
    campaignId,
    name,
    agencies: changes,
    obligations,
    counts: {
      agencies: listed.length,
      dossier: counted('dossier'),
      on_site: counted('on_site'),
    },
    questions: details.questions,
  };
}

interface Books {
  campaignId: number;
  listed: readonly ListedAgency[];
  idByAgency: ReadonlyMap<number, number>;
  owed: readonly ObligationRow[];
  paper: InspectionPaper;
  name: string;
}

/** The steps of every agency listed, and the corrections its findings ask for. */
async function wantedOf(tx: Tx, books: Books): Promise<Wanted[]> {
  const { campaignId, listed, idByAgency, owed, paper, name } = books;
  const closed = new Set(
    (await entriesOf(tx, { campaignId })).flatMap(({ id, closedAt }) => (closedAt ? [id] : [])),
  );
  const words = new Map(
    (await findingsOf(tx, [...idByAgency.values()])).map((one) => [one.id, one.words]),
  );
  return listed.flatMap(({ agencyId, form, window }): Wanted[] => {
    const entryId = idByAgency.get(agencyId);
    if (entryId === undefined) return [];
    const own = owed.filter((row) => row.campaignAgencyId === entryId);
    // What was over when the team closed an agency is not asked for anew.
    if (closed.has(entryId)) return own.filter(({ state }) => isSettled(state)).map(asItIs);
    const corrections = own.flatMap((row): Wanted[] => {
      const means = readOccurrence(row.occurrence);
      const found = means?.kind === 'action' ? words.get(means.findingId) : undefined;
      return found === undefined
        ? []
        : [{ ...asItIs(row), title: name, product: actionProduct(found) }];
    });
    if (form === null) return corrections;
    const steps = stepsOf(form, window, paper.workflow[form]).map(
      ({ step, dueOn, words: deadlineWords }): Wanted => ({
        agencyId,
        taskId: null,
        periodId: null,
        campaignAgencyId: entryId,
        occurrence: stepOccurrence(entryId, step),
        title: name,
        product: stepProduct(step, form),
        needsDocument: step === 'self_review',
        areaNo: '',
        area: '',
        conditional: false,
        deadlineWords,
        sourceDueOn: dueOn,
        dueMinute: null,
      }),
    );
    return [...steps, ...corrections];
  });
}

function asItIs(row: ObligationRow): Wanted {
  const { agencyId, taskId, periodId, occurrence, title, product, needsDocument } = row;
  const { areaNo, area, conditional, deadlineWords, sourceDueOn, campaignAgencyId } = row;
  return {
    agencyId,
    taskId,
    periodId,
    ...(campaignAgencyId === null ? {} : { campaignAgencyId }),
    occurrence,
    title,
    product,
    needsDocument,
    areaNo,
    area,
    conditional,
    deadlineWords,
    sourceDueOn,
    dueMinute: null,
  };
}
