import type { Candidate } from '../core/organisation/candidate.ts';
import type { Directory, Resolution } from '../core/organisation/directory.ts';

/** Words that name nobody known, or a set without members; for a person to decide. */
export interface PhraseQuestion {
  words: string;
  code: 'unknown' | 'ambiguous' | 'vague' | 'set_empty';
  /** Whom they may mean. */
  likely: Candidate[];
}

/** The agencies that phrases name, each once; a set stands for its members. */
export function resolvePhrases(
  directory: Pick<Directory, 'resolve'>,
  phrases: readonly string[],
): { ids: number[]; questions: PhraseQuestion[] } {
  const questions: PhraseQuestion[] = [];
  const ids = phrases.flatMap((words) => {
    const found = directory.resolve(words);
    const question = questionOf(words, found);
    if (question) questions.push(question);
    return idsOf(found);
  });
  return { ids: [...new Set(ids)], questions };
}

function idsOf(found: Resolution): number[] {
  if (found.kind === 'agency') return [found.agencyId];
  return found.kind === 'set' ? found.memberIds : [];
}

function questionOf(words: string, found: Resolution): PhraseQuestion | null {
  switch (found.kind) {
    case 'agency':
      return null;
    case 'set':
      return found.memberIds.length === 0 ? { words, code: 'set_empty', likely: [] } : null;
    case 'vague':
      return { words, code: 'vague', likely: [] };
    case 'ambiguous':
      return { words, code: 'ambiguous', likely: found.candidates };
    case 'unknown':
      return { words, code: 'unknown', likely: found.suggestions };
  }
}
