import { chartsSvg, LEGEND_ROW, legendRows, shownSegments } from './charts.ts';
import { fitText, textWidth, type Weight, wrapText } from './font.ts';
import { box, legible, line, rule, square, triangle } from './marks.ts';
import { GROUNDS, INK, LATE_INK, RULE, SOFT_INK } from './palette.ts';
import type { Bar, Counted, ProgressPicture } from './picture.ts';

/** The drawing is laid out for a phone: one unit is one of its pixels, and no text is below 11. */
export const WIDTH = 360;
const EDGE = 14;
const INNER = WIDTH - 2 * EDGE;
const RIGHT = WIDTH - EDGE;
const ROW = 30;
/** From the middle of a row to that of its bar, so that a bar is nearer to its own words. */
const BAR_BELOW = 6.5;
const TREND_HEIGHT = 46;

/** A picture of progress as an SVG document, `WIDTH` wide and as high as its bars ask for. */
export function progressSvg(picture: ProgressPicture): string {
  const marks: string[] = [];
  let y = head(picture, marks);
  y = headline(picture, y + 8, marks);
  y = notes(picture, y, marks);
  const { rows } = picture.bars;
  let legend = { left: EDGE, top: y, width: INNER, height: 0 };
  let bars = { left: EDGE, top: y, width: INNER, height: 1 };
  if (rows.length > 0) {
    y = sectionTitle(picture.bars.title, picture.bars.note, y + 20, marks);
    const words = shownSegments(rows).map((segment) => legible(picture.legend[segment]));
    const high = legendRows(words, INNER) * LEGEND_ROW;
    legend = { left: EDGE, top: y + 9, width: INNER, height: high };
    const top = y + 9 + high + 1;
    const columns = columnsOf(rows);
    rows.forEach((row, index) => {
      rowWords(row, columns, top + index * ROW + 12.5, marks);
    });
    // The bar stands in the middle of its row: moved down, it leaves room for the words above.
    bars = { left: EDGE, top: top + BAR_BELOW, width: INNER, height: rows.length * ROW };
    y = top + rows.length * ROW + 2;
  }
  let trend: typeof bars | undefined;
  if (picture.trend) {
    y = sectionTitle(picture.trend.title, '', y + 20, marks);
    trend = { left: EDGE, top: y + 22, width: INNER, height: TREND_HEIGHT };
    y =
      trend.top +
      TREND_HEIGHT +
      20 +
      (picture.trend.columns.some(({ below }) => below !== '') ? 14 : 0);
  }
  const height = Math.ceil(y + EDGE);
  const charts = chartsSvg(picture, { width: WIDTH, height, legend, bars, trend });
  return charts.replace(/<\/svg>\s*$/, `${marks.join('')}</svg>`);
}

function head({ title, lines }: ProgressPicture, marks: string[]): number {
  let y = EDGE + 4;
  const size = 18;
  for (const text of wrapText(legible(title), INNER, size, { weight: 'bold', most: 2 })) {
    y += 14;
    marks.push(line(text, EDGE, y, { size, weight: 'bold', fill: INK }));
    y += 9;
  }
  y -= 3;
  for (const text of lines.flatMap((one) => wrapText(legible(one), INNER, 12, { most: 2 }))) {
    y += 13;
    marks.push(line(text, EDGE, y, { size: 12, fill: SOFT_INK }));
    y += 4;
  }
  return y;
}

/** One big figure that says what matters, and two smaller ones at its side. */
function headline({ headline: big, figures }: ProgressPicture, top: number, marks: string[]) {
  const height = 76;
  marks.push(box({ x: EDGE, y: top, width: INNER, height }, GROUNDS[big.mood], 8));
  const fill = big.mood === 'late' ? LATE_INK : INK;
  const side = figures.length > 0 ? 118 : 0;
  let x = EDGE + 12;
  const room = INNER - 24 - side;
  if (big.mood === 'late') {
    marks.push(triangle(x, top + 41, 24, LATE_INK));
    x += 31;
  }
  const valueRoom = room - (x - EDGE - 12);
  const value = legible(big.value);
  const size = Math.min(38, (38 * valueRoom) / Math.max(textWidth(value, 38, 'bold'), 1));
  marks.push(line(value, x, top + 42, { size, weight: 'bold', fill }));
  const words = fitText(legible(big.words), room, 13, 'bold');
  marks.push(line(words, EDGE + 12, top + 63, { size: 13, weight: 'bold', fill }));
  figures.slice(0, 2).forEach((figure, index) => {
    const y = top + 20 + index * 34;
    const end = { fill: INK, anchor: 'end' } as const;
    const shown = fitText(legible(figure.value), side, 17, 'bold');
    marks.push(line(shown, RIGHT - 12, y + 2, { ...end, size: 17, weight: 'bold' }));
    const said = fitText(legible(figure.words), side, 11.5);
    marks.push(line(said, RIGHT - 12, y + 15.5, { ...end, size: 11.5, fill: SOFT_INK }));
  });
  return top + height;
}

function notes(picture: ProgressPicture, from: number, marks: string[]): number {
  let y = from + 4;
  for (const text of picture.notes.flatMap((one) =>
    wrapText(legible(one), INNER, 12, { most: 2 }),
  )) {
    y += 14;
    marks.push(line(text, EDGE, y, { size: 12, fill: INK }));
    y += 3;
  }
  return y;
}

function sectionTitle(title: string, note: string, y: number, marks: string[]): number {
  const size = 14;
  marks.push(rule(y - 12, EDGE, RIGHT, RULE));
  const shown = fitText(legible(title), INNER, size, 'bold');
  marks.push(line(shown, EDGE, y + 8, { size, weight: 'bold', fill: INK }));
  const room = INNER - textWidth(shown, size, 'bold') - 10;
  const said = fitText(legible(note), room, 11);
  // A note cut to almost nothing tells nobody anything.
  if (said.length > 10)
    marks.push(line(said, RIGHT, y + 8, { size: 11, fill: SOFT_INK, anchor: 'end' }));
  return y + 8;
}

/** Name at the left; at the right the signs with their numbers, and what is done. */
function rowWords(row: Bar, columns: Columns, y: number, marks: string[]): void {
  const pieces = piecesOf(row, columns);
  const room = leftOf(pieces) - EDGE;
  const name = fitText(legible(row.name), room, NAME_SIZE);
  marks.push(line(name, EDGE, y, { size: NAME_SIZE, fill: INK }));
  for (const { text, right, weight, fill, sign } of pieces) {
    marks.push(line(text, right, y, { size: SMALL, weight, fill, anchor: 'end' }));
    const left = right - textWidth(text, SMALL, weight);
    if (sign === 'late') marks.push(triangle(left - 12, y, 9, fill));
    if (sign === 'blocked') marks.push(square(left - 12, y, 7.5, fill));
  }
}

const NAME_SIZE = 12;
const SMALL = 11.5;
const GAP = 9;
/** A sign, and the room around it. */
const SIGN = 20;

interface Piece {
  text: string;
  right: number;
  weight: Weight;
  fill: string;
  sign: 'late' | 'blocked' | null;
}

/** Where the figures of all rows end, so that they stand below each other. */
interface Columns {
  late: { right: number; form: keyof Counted };
  blocked: { right: number; form: keyof Counted };
}

/** The words beside a sign go before a name is cut: the legend has them too. */
function columnsOf(rows: readonly Bar[]): Columns {
  const tried = FORMS.map(([late, blocked]) => columnsWith(rows, late, blocked));
  const fitting = tried.find((columns) =>
    rows.every((row) => {
      const room = leftOf(piecesOf(row, columns)) - EDGE;
      return textWidth(legible(row.name), NAME_SIZE) <= room;
    }),
  );
  return fitting ?? columnsWith(rows, 'short', 'short');
}

const FORMS = [
  ['full', 'full'],
  ['full', 'short'],
  ['short', 'short'],
] as const;

function columnsWith(rows: readonly Bar[], late: keyof Counted, blocked: keyof Counted): Columns {
  const widest = (texts: readonly string[], weight: Weight) =>
    Math.max(0, ...texts.map((text) => textWidth(legible(text), SMALL, weight)));
  const done = widest(
    rows.map((row) => row.done),
    'normal',
  );
  const stuck = widest(
    rows.map((row) => row.blocked?.[blocked] ?? ''),
    'bold',
  );
  const right = RIGHT - done - GAP;
  return {
    blocked: { right, form: blocked },
    late: { right: stuck > 0 ? right - stuck - SIGN : right, form: late },
  };
}

function piecesOf(row: Bar, { late, blocked }: Columns): Piece[] {
  const done: Piece = {
    text: legible(row.done),
    right: RIGHT,
    weight: 'normal',
    fill: SOFT_INK,
    sign: null,
  };
  const counted = (
    sign: 'late' | 'blocked',
    right: number,
    text: string | undefined,
    fill: string,
  ) =>
    text === undefined ? [] : [{ text: legible(text), right, weight: 'bold' as const, fill, sign }];
  return [
    done,
    ...counted('blocked', blocked.right, row.blocked?.[blocked.form], INK),
    ...counted('late', late.right, row.late?.[late.form], LATE_INK),
  ];
}

function leftOf(pieces: readonly Piece[]): number {
  return Math.min(
    ...pieces.map(
      ({ text, right, weight, sign }) =>
        right - textWidth(text, SMALL, weight) - (sign === null ? GAP : SIGN),
    ),
  );
}
