import * as echarts from 'echarts/core';
// What of the library is used, and how wide its letters stand, is said there.
import './charts.ts';
import { FONT_FAMILY, fitText, textWidth, wrapText } from './font.ts';
import { box, legible, line, rule } from './marks.ts';
import { FILLS, INK, PAPER, RULE, SOFT_INK } from './palette.ts';

/** An agency in a picture of scores. */
export interface ScoreBar {
  /** "1", "2="; '' without a rank. */
  rank: string;
  name: string;
  verified: number;
  self: number;
  /** "92,5" */
  verifiedText: string;
  /** "tự chấm 95" */
  selfText: string;
}

/** Everything a picture of scores says: values, and words in the reader's language. */
export interface ScorePicture {
  title: string;
  lines: string[];
  /** Points of the whole list. */
  max: number;
  bars: ScoreBar[];
  legend: { verified: string; self: string };
  /** Below the bars. */
  notes: string[];
}

/** As the pictures of progress: one unit is a pixel of a phone, and no text is below 11. */
const WIDTH = 360;
const EDGE = 14;
const INNER = WIDTH - 2 * EDGE;
const RIGHT = WIDTH - EDGE;
const ROW = 38;
const VERIFIED = 9;
const SELF = 5;
const RANK = 26;

/** Agencies with their verified scores and, thinner and hatched below, their own, as one SVG. */
export function scoresSvg(picture: ScorePicture): string {
  const marks: string[] = [];
  let y = EDGE + 4;
  for (const text of wrapText(legible(picture.title), INNER, 18, { weight: 'bold', most: 2 })) {
    y += 14;
    marks.push(line(text, EDGE, y, { size: 18, weight: 'bold', fill: INK }));
    y += 9;
  }
  y -= 3;
  for (const text of picture.lines.flatMap((one) =>
    wrapText(legible(one), INNER, 12, { most: 2 }),
  )) {
    y += 13;
    marks.push(line(text, EDGE, y, { size: 12, fill: SOFT_INK }));
    y += 4;
  }
  y += 10;
  marks.push(rule(y, EDGE, RIGHT, RULE));
  const legend = { left: EDGE, top: y + 8, width: INNER, height: 18 };
  const top = y + 30;
  picture.bars.forEach((bar, index) => {
    rowWords(bar, top + index * ROW + 13, marks);
  });
  const places = { left: EDGE + RANK, top: top + 7, width: INNER - RANK };
  y = top + picture.bars.length * ROW + 4;
  for (const text of picture.notes.flatMap((one) =>
    wrapText(legible(one), INNER, 12, { most: 3 }),
  )) {
    y += 14;
    marks.push(line(text, EDGE, y, { size: 12, fill: INK }));
    y += 3;
  }
  const height = Math.ceil(y + EDGE);
  const svg = bars(picture, { ...places, height: picture.bars.length * ROW }, legend, height);
  return svg.replace(/<\/svg>\s*$/, `${marks.join('')}</svg>`);
}

function rowWords(bar: ScoreBar, y: number, marks: string[]): void {
  if (bar.rank !== '') {
    marks.push(box({ x: EDGE, y: y - 12, width: RANK - 5, height: 17 }, '#e8f3f9', 4));
    const middle = EDGE + (RANK - 5) / 2;
    const fill = INK;
    marks.push(line(bar.rank, middle, y, { size: 11, weight: 'bold', fill, anchor: 'middle' }));
  }
  const self = legible(bar.selfText);
  const verified = legible(bar.verifiedText);
  marks.push(line(self, RIGHT, y, { size: 11, fill: SOFT_INK, anchor: 'end' }));
  const right = RIGHT - textWidth(self, 11) - 6;
  marks.push(line(verified, right, y, { size: 13, weight: 'bold', fill: INK, anchor: 'end' }));
  const room = right - textWidth(verified, 13, 'bold') - 8 - EDGE - RANK;
  marks.push(line(fitText(legible(bar.name), room, 12), EDGE + RANK, y, { size: 12, fill: INK }));
}

function bars(
  picture: ScorePicture,
  place: { left: number; top: number; width: number; height: number },
  legend: { left: number; top: number; width: number; height: number },
  height: number,
): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  const names = { verified: legible(picture.legend.verified), self: legible(picture.legend.self) };
  try {
    chart.setOption({
      animation: false,
      backgroundColor: PAPER,
      textStyle: { fontFamily: FONT_FAMILY },
      legend: {
        ...legend,
        data: [names.verified, names.self],
        padding: 0,
        itemWidth: 16,
        itemHeight: 9,
        align: 'left',
        selectedMode: false,
        textStyle: { color: INK, fontSize: 11, fontFamily: FONT_FAMILY },
      },
      grid: { ...place, outerBoundsMode: 'none' },
      xAxis: { type: 'value', min: 0, max: picture.max || 1, show: false },
      yAxis: {
        type: 'category',
        inverse: true,
        show: false,
        data: picture.bars.map((_, index) => index),
      },
      series: [
        {
          type: 'bar',
          name: names.verified,
          barWidth: VERIFIED,
          barGap: '15%',
          showBackground: true,
          backgroundStyle: { color: '#f1f4f7' },
          itemStyle: { color: FILLS.done_on_time },
          data: picture.bars.map(({ verified }) => verified),
        },
        {
          type: 'bar',
          name: names.self,
          barWidth: SELF,
          // Told apart by hatching and height, too, where it is printed in grey.
          itemStyle: {
            color: FILLS.done_late,
            decal: {
              symbol: 'rect',
              color: 'rgba(255,255,255,0.7)',
              dashArrayX: [1, 0],
              dashArrayY: [1.2, 3],
              rotation: -Math.PI / 4,
            },
          },
          data: picture.bars.map(({ self }) => self),
        },
      ],
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
