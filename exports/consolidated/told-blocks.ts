import type { Consolidated } from '../../core/reports/consolidated.ts';
import { GENERAL, type NarrativeArea, type Part } from '../../core/reports/narrative.ts';
import type { ReportBlock, ReportSection } from '../report-document.ts';
import { outcomeWords } from './proposal-outcome.ts';

/** Areas as papers head them where no plan does; others go by the key made from their heading. */
const AREA_TITLES: Readonly<Record<string, string>> = {
  steering: 'Công tác chỉ đạo, điều hành',
  institutions: 'Cải cách thể chế',
  procedures: 'Cải cách thủ tục hành chính',
  one_stop: 'Thực hiện cơ chế một cửa, một cửa liên thông',
  organisation: 'Cải cách tổ chức bộ máy',
  civil_service: 'Cải cách chế độ công vụ',
  public_finance: 'Cải cách tài chính công',
  digital: 'Xây dựng và phát triển chính quyền điện tử, chính quyền số',
};

export interface TitledArea {
  key: string;
  title: string;
}

/** The areas of the plans in their order, then those that agencies told about besides. */
export function titledAreas({ areas, told }: Pick<Consolidated, 'areas' | 'told'>): TitledArea[] {
  const all = new Map<string, NarrativeArea>(areas.map((area) => [area.key, area]));
  for (const { area } of told) {
    if (area !== GENERAL && !all.has(area)) all.set(area, { key: area, title: null });
  }
  return [...all.values()].map(({ key, title }) => {
    return { key, title: sentenceCase(title ?? titleOf(key) ?? key.replaceAll('_', ' ')) };
  });
}

/** An area may bear any name, also one that every object answers to. */
function titleOf(key: string): string | undefined {
  return Object.hasOwn(AREA_TITLES, key) ? AREA_TITLES[key] : undefined;
}

/** Headings in capitals are for the first level only. */
function sentenceCase(title: string): string {
  const shouted = title === title.toLocaleUpperCase('vi');
  const [first = '', ...rest] = shouted ? title.toLocaleLowerCase('vi') : title;
  return first.toLocaleUpperCase('vi') + rest.join('');
}

/**
 * What agencies told about one part of one area, each with its source; where nobody told anything,
 * a place for the office to write itself.
 */
export function toldBlocks(
  { told }: Pick<Consolidated, 'told'>,
  area: string,
  part: Part,
  open: string | null = null,
): ReportBlock[] {
  const blocks = told
    .filter((one) => one.area === area && one.part === part)
    .flatMap(({ text, agency, outcome }): ReportBlock[] => [
      ...paragraphs(text, agency),
      ...(outcome ? [{ kind: 'paragraph' as const, text: outcomeWords(outcome) }] : []),
    ]);
  if (blocks.length > 0 || open === null) return blocks;
  return [{ kind: 'paragraph', text: [{ open }] }];
}

/** A justified line before a line break would be stretched, so every line is a paragraph. */
function paragraphs(text: string, source: string): ReportBlock[] {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  return lines.map((line, index) => ({
    kind: 'paragraph',
    text: line.trim(),
    ...(index === lines.length - 1 ? { source } : {}),
  }));
}

/** One part over all areas: each area told about under its own heading, the general one first. */
export function partSection(
  values: Consolidated,
  title: string,
  part: Part,
  open: string,
): ReportSection {
  const general = toldBlocks(values, GENERAL, part);
  const sections = titledAreas(values).flatMap((area): ReportSection[] => {
    const blocks = toldBlocks(values, area.key, part);
    return blocks.length === 0 ? [] : [{ title: area.title, blocks, sections: [] }];
  });
  const told = general.length > 0 || sections.length > 0;
  const blocks: ReportBlock[] = told ? general : [{ kind: 'paragraph', text: [{ open }] }];
  return { title, blocks, sections };
}
