import { groupBy } from '../../core/collections/group-by.ts';
import type { CellPlace } from '../../core/indicators/cells.ts';
import { columnOf } from '../../core/indicators/form.ts';
import { rowsOf } from '../../core/indicators/rows.ts';
import { formatNumber } from '../../core/numbers/vietnamese.ts';
import type { Consolidated, ConsolidatedForm } from '../../core/reports/consolidated.ts';
import { WHY_WORDS } from './missing-words.ts';
import { dayWords, nameList } from './words.ts';

/** Cells named in one note. */
const CELLS = 8;
const DIFFERENCES = 12;
/** Agencies named in one note; the rows of a province's table tell the others. */
const NAMES = 60;

/** What a reader must know of a form's figures: who is missing, what is incomplete or belated. */
export function figureNotes(
  filled: ConsolidatedForm,
  { period }: Pick<Consolidated, 'period'>,
): string[] {
  const { missing, included, belated, givenBy, form } = filled;
  const after = belated.filter(({ afterWindow }) => afterWindow);
  const late = belated.filter((one) => one.late);
  const dated = (list: typeof belated) =>
    nameList(
      list.map(({ agency, on }) => `${agency} (ngày ${dayWords(on)})`),
      NAMES,
    );
  return [
    ...(givenBy === null || form.definition.rows.kind === 'free'
      ? []
      : [`Biểu do ${givenBy} tổng hợp.`]),
    ...(missing.length === 0
      ? []
      : [
          included.length === 0
            ? `Chưa có số liệu của đơn vị nào: ${missingWords(missing)}.`
            : `Chưa có số liệu của ${missing.length} đơn vị: ${missingWords(missing)}. Các số tổng cộng chưa gồm số liệu của các đơn vị này.`,
        ]),
    ...incompleteNotes(filled),
    ...filled.repeatedRows.map(({ row, agencies }) => {
      const label = rowLabel(filled, row);
      return `Dòng “${label}” do nhiều đơn vị gửi (${agencies.join(', ')}); chỉ lấy số liệu của đơn vị đầu tiên.`;
    }),
    ...differenceNotes(filled),
    ...(after.length === 0
      ? []
      : [`Số liệu gửi sau ngày chốt số liệu ${dayWords(period.dataTo)}: ${dated(after)}.`]),
    ...(late.length === 0 ? [] : [`Số liệu gửi trễ hạn: ${dated(late)}.`]),
  ];
}

/** "UBND xã A, UBND xã B (chưa gửi); UBND xã C (đã trả lại để sửa)". */
export function missingWords(missing: ConsolidatedForm['missing']): string {
  return [...groupBy(missing, ({ why }) => why)]
    .map(
      ([why, list]) =>
        `${nameList(
          list.map(({ agency }) => agency),
          NAMES,
        )} (${WHY_WORDS[why]})`,
    )
    .join('; ');
}

function incompleteNotes(filled: ConsolidatedForm): string[] {
  const alike = groupBy(filled.incomplete, ({ agencies }) => agencies.join(', '));
  return [...alike].map(([agencies, places]) => {
    const shown = places.slice(0, CELLS).map((place) => placeWords(filled, place));
    const more = places.length > CELLS ? `; và ${places.length - CELLS} ô khác` : '';
    return `Chưa đủ số liệu của ${agencies} ở ${places.length} ô: ${shown.join('; ')}${more}.`;
  });
}

function differenceNotes(filled: ConsolidatedForm): string[] {
  return [...groupBy(filled.differences, ({ agency }) => agency)].map(([agency, list]) => {
    const shown = list
      .slice(0, DIFFERENCES)
      .map(
        ({ stated, sum, ...place }) =>
          `${placeWords(filled, place)}: ${formatNumber(stated)}, cộng từ các đơn vị: ${formatNumber(sum)}`,
      );
    const more = list.length > DIFFERENCES ? `; và ${list.length - DIFFERENCES} ô khác` : '';
    return `Số liệu ${agency} báo cáo khác với tổng của các đơn vị: ${shown.join('; ')}${more}.`;
  });
}

/** "Tổng cộng – Hồ sơ giải quyết – Tổng số". */
function placeWords(filled: ConsolidatedForm, { row, column }: CellPlace): string {
  const path = columnOf(filled.form, column)?.path ?? [column];
  return [rowLabel(filled, row), ...path].join(' – ');
}

function rowLabel({ form, cells, rows }: ConsolidatedForm, key: string): string {
  return rowsOf(form, cells, rows).find((row) => row.key === key)?.label ?? key;
}
