import type { InspectionForm } from '../../core/inspections/occurrence.ts';
import type { InspectionWindow } from '../../core/inspections/steps.ts';
import type { Directory } from '../../core/organisation/directory.ts';
import type { InspectionPaper, PaperAgency } from '../../imports/inspection.ts';
import { resolvePhrases } from '../resolve-phrases.ts';
import type { InspectionQuestion } from './details.ts';

/** An agency of the office that a plan of inspection lists. */
export interface ListedAgency {
  agencyId: number;
  form: InspectionForm | null;
  window: InspectionWindow;
  covers: string[];
  note: string;
}

/**
 * The agencies a plan lists, found by their names among those of the office; each once. Names nobody
 * bears, agencies elsewhere (not `below` who inspects) and lines without a form are questions.
 */
export function listedAgencies(
  paper: InspectionPaper,
  directory: Pick<Directory, 'resolve' | 'find'>,
  below: ReadonlySet<number>,
): { listed: ListedAgency[]; questions: InspectionQuestion[] } {
  const listed = new Map<number, ListedAgency>();
  const questions: InspectionQuestion[] = [];
  for (const line of paper.agencies) {
    const words = line.names.find((name) => directory.find(name)) ?? line.names[0] ?? '';
    const found = resolvePhrases(directory, [words]);
    questions.push(
      ...found.questions.map(({ code, likely }) => {
        return { code, words, hints: likely.map(({ name }) => name) };
      }),
    );
    if (line.form === null) questions.push({ code: 'form_missing', words, hints: [] });
    for (const agencyId of found.ids) {
      if (!below.has(agencyId)) questions.push({ code: 'outside', words, hints: [] });
      else if (listed.has(agencyId)) questions.push({ code: 'listed_twice', words, hints: [] });
      else listed.set(agencyId, { agencyId, ...listedAs(line, paper) });
    }
  }
  return { listed: [...listed.values()], questions };
}

function listedAs(line: PaperAgency, paper: InspectionPaper): Omit<ListedAgency, 'agencyId'> {
  const { form, from, to, visitOn, covers, note } = line;
  const common = paper.windows.find((window) => window.form === form);
  const own = from !== null || to !== null;
  return {
    form,
    window: {
      from: own ? from : (common?.from ?? null),
      to: own ? to : (common?.to ?? null),
      visitOn,
      words: own ? '' : (common?.words ?? ''),
    },
    covers,
    note,
  };
}
