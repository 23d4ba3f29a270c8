import { escapeText, GAP, join, type Markup } from '../../core/messages/markup.ts';
import type { Choice } from '../../core/messages/message.ts';
import { entryOf } from '../../core/reports/content.ts';
import { GENERAL, type Section } from '../../core/reports/narrative.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { Translate } from '../../locales/index.ts';
import type { ReportDuty } from '../../office/reports/duty.ts';
import type { Now } from '../obligation.ts';
import { areaName, partName, reportHeading } from './heading.ts';

const SHOWN = 700;

/** Which areas the report tells about, and what is told and missing. */
export function areasText(duty: ReportDuty, at: Now, t: Translate): Markup {
  const missing = new Set(duty.status.sectionsMissing);
  const lines = areaKeys(duty).map((key, index) => {
    const sections = duty.sections.filter(({ area }) => area === key);
    const told = sections.filter((section) => isTold(duty, section)).length;
    const lacks = sections.some((section) => missing.has(section.key));
    return t(lacks ? 'report.areas.line_missing' : 'report.areas.line', {
      number: index + 1,
      mark: told === 0 ? '⬜' : '✏️',
      name: areaName(key, duty.areas, t),
      told,
      count: sections.length,
    });
  });
  return join([
    reportHeading(duty, at, t),
    GAP,
    t('report.areas.title'),
    ...lines,
    GAP,
    t('report.areas.how'),
  ]);
}

export function areasChoices(duty: ReportDuty, t: Translate): Choice[][] {
  const id = duty.obligation.id;
  const numbers = areaKeys(duty).map((_, index) => ({
    id: `bc:${id}:na:${index}`,
    label: String(index + 1),
  }));
  return [numbers.slice(0, 5), numbers.slice(5, 10), numbers.slice(10), toCard(duty, t)].filter(
    (row) => row.length > 0,
  );
}

/** The areas in order, the general one last. */
export function areaKeys({ areas }: Pick<ReportDuty, 'areas'>): string[] {
  return [...areas.map(({ key }) => key), GENERAL];
}

/** One area: its five parts with what is told of each. */
export function areaText(duty: ReportDuty, area: string, at: Now, t: Translate): Markup {
  const lines = sectionsOf(duty, area).map(({ section }) => {
    const said = paragraphs(duty, section.key);
    return t('report.areas.part', {
      mark: said.length === 0 ? '⬜' : '✅',
      name: t.plain(`report.part.${section.part}`),
      words: said.length === 0 ? '' : `: ${shorten(said.join(' '), 90)}`,
    });
  });
  return join([
    reportHeading(duty, at, t),
    GAP,
    t('report.areas.area', { name: areaName(area, duty.areas, t) }),
    ...lines,
    GAP,
    t('report.areas.pick'),
  ]);
}

export function areaChoices(duty: ReportDuty, area: string, t: Translate): Choice[][] {
  const id = duty.obligation.id;
  return [
    ...sectionsOf(duty, area).map(({ section, index }) => [
      { id: `bc:${id}:ns:${index}`, label: t.plain(`report.part.${section.part}`) },
    ]),
    [{ id: `bc:${id}:n`, label: t.plain('report.button.areas') }],
  ];
}

function sectionsOf(duty: ReportDuty, area: string): { section: Section; index: number }[] {
  return duty.sections
    .map((section, index) => ({ section, index }))
    .filter(({ section }) => section.area === area);
}

/** One section, ready for more messages. */
export function sectionText(duty: ReportDuty, section: Section, at: Now, t: Translate): Markup {
  const said = paragraphs(duty, section.key);
  const shown = said.map((text, index) =>
    t('report.section.paragraph', { number: index + 1, text }),
  );
  let length = 0;
  const kept = shown.filter((text) => {
    length += text.length;
    return length < SHOWN * 3;
  });
  return join([
    reportHeading(duty, at, t),
    GAP,
    t('report.section.title', { name: partName(section.key, duty, t) }),
    ...kept,
    kept.length < shown.length
      ? t('report.section.more', { count: shown.length - kept.length })
      : '',
    GAP,
    t(said.length === 0 ? 'report.section.ask' : 'report.section.go_on'),
  ]);
}

export function sectionChoices(duty: ReportDuty, section: Section, t: Translate): Choice[][] {
  const id = duty.obligation.id;
  const index = duty.sections.findIndex(({ key }) => key === section.key);
  const said = paragraphs(duty, section.key);
  const next = duty.sections[index + 1];
  const rows: Choice[][] = [];
  if (said.length > 0) {
    rows.push([
      { id: `bc:${id}:nx:${index}:${said.length}`, label: t.plain('report.button.undo') },
    ]);
  }
  if (next) {
    const label = t.plain('report.button.next_section', { name: partName(next.key, duty, t) });
    rows.push([{ id: `bc:${id}:ns:${index + 1}`, label: shorten(label, 60) }]);
  }
  const area = areaKeys(duty).indexOf(section.area);
  rows.push([{ id: `bc:${id}:na:${area}`, label: t.plain('report.button.done_section') }]);
  return rows;
}

export function paragraphs(duty: ReportDuty, key: string): string[] {
  return (entryOf(duty.content.narrative, key) ?? []).map(({ text }) => text);
}

function isTold(duty: ReportDuty, { key }: Section): boolean {
  return paragraphs(duty, key).length > 0;
}

/** Back to the report. */
export function toCard(duty: ReportDuty, t: Translate): Choice[] {
  return [{ id: `bc:${duty.obligation.id}`, label: t.plain('report.button.card') }];
}

/** All that is told, area by area, for reading. */
export function narrativeText(duty: ReportDuty, t: Translate): Markup {
  const told = duty.sections.filter((section) => isTold(duty, section));
  return join(
    told.map((section) =>
      join([
        t('report.section.title', { name: partName(section.key, duty, t) }),
        ...paragraphs(duty, section.key).map((text) => escapeText(text)),
      ]),
    ),
    '\n\n',
  );
}
