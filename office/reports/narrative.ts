import { entryOf, type Paragraph } from '../../core/reports/content.ts';
import { paragraphsIn, sectionsOf } from '../../core/reports/narrative.ts';
import type { Tx } from '../../db/client.ts';
import type { At } from './report.ts';
import { type DraftRefusal, draftForWriting, type Refused, type Writer, write } from './writing.ts';

export type NarrativeSet =
  | { ok: true; paragraphs: Paragraph[] }
  | Refused<DraftRefusal | 'no_such_section' | 'empty' | 'too_long'>;

/** Most characters a section holds: some forty pages. */
const LONGEST_SECTION = 100_000;

/** Adds a message to a section; blank lines part its paragraphs. */
export async function addNarrative(
  tx: Tx,
  obligationId: number,
  section: string,
  text: string,
  writer: Writer,
  at: At,
): Promise<NarrativeSet> {
  const added = paragraphsIn(text);
  if (added.length === 0) return { ok: false, why: 'empty' };
  return changeNarrative(tx, obligationId, section, writer, at, (before, signed) => [
    ...before,
    ...added.map(signed),
  ]);
}

/** Makes these the paragraphs of a section; none clears it. Unchanged ones keep their author. */
export async function replaceNarrative(
  tx: Tx,
  obligationId: number,
  section: string,
  texts: readonly string[],
  writer: Writer,
  at: At,
): Promise<NarrativeSet> {
  const paragraphs = texts.flatMap(paragraphsIn);
  return changeNarrative(tx, obligationId, section, writer, at, (before, signed) =>
    paragraphs.map((text) => before.find((old) => old.text === text) ?? signed(text)),
  );
}

async function changeNarrative(
  tx: Tx,
  obligationId: number,
  section: string,
  writer: Writer,
  at: At,
  change: (before: readonly Paragraph[], signed: (text: string) => Paragraph) => Paragraph[],
): Promise<NarrativeSet> {
  const opened = await draftForWriting(tx, obligationId, writer, at);
  if (!opened.ok) return opened;
  const { draft, report } = opened;
  if (!sectionsOf(report.areas).some(({ key }) => key === section)) {
    return { ok: false, why: 'no_such_section' };
  }
  const signed = (text: string) => {
    return { text, by: writer.personId, at: at.now.toISOString() };
  };
  const paragraphs = change(entryOf(draft.narrative, section) ?? [], signed);
  const length = paragraphs.reduce((sum, { text }) => sum + text.length, 0);
  if (length > LONGEST_SECTION) return { ok: false, why: 'too_long' };
  const { [section]: _, ...others } = draft.narrative;
  const narrative = paragraphs.length > 0 ? { ...others, [section]: paragraphs } : others;
  await write(tx, draft, writer, at, { narrative });
  return { ok: true, paragraphs };
}
