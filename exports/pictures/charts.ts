import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { FONT_FAMILY, textWidth } from './font.ts';
import { legible } from './marks.ts';
import { DECALS, FILLS, INK, PAPER, RULE, SOFT_INK } from './palette.ts';
import {
  type Bar,
  type ProgressPicture,
  SEGMENTS,
  type Segment,
  type TrendColumn,
} from './picture.ts';

echarts.use([BarChart, GridComponent, LegendComponent, SVGRenderer]);
// Without a screen the library guesses widths of letters; ours are those of the font.
echarts.setPlatformAPI({
  measureText: (text, font = '') => ({
    width: textWidth(text, sizeOf(font), /bold/.test(font) ? 'bold' : 'normal'),
  }),
});

/** A rectangle of the drawing. */
export interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface ChartPlaces {
  /** The whole drawing. */
  width: number;
  height: number;
  legend: Place;
  bars: Place;
  /** Absent where there is no trend. */
  trend?: Place | undefined;
}

export const LEGEND_SIZE = 11;
const SWATCH = 16;
const ITEM_GAP = 9;
const SWATCH_GAP = 5;
/** From one row of the legend to the next: the library's line of text and its gap. */
export const LEGEND_ROW = 19;
const BAR_HEIGHT = 9;
/** So that one late piece of work among hundreds is seen. */
const LEAST_SHARE = 0.015;

/** The bars with their legend, and the trend, as one SVG document without any other words. */
export function chartsSvg(picture: ProgressPicture, places: ChartPlaces): string {
  const { width, height } = places;
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(optionOf(picture, places));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

/** Segments that occur in any bar: only these stand in the legend. */
export function shownSegments(rows: readonly Bar[]): Segment[] {
  return SEGMENTS.filter((segment) => rows.some(({ parts }) => parts[segment] > 0));
}

/** How many rows the legend takes in a width. */
export function legendRows(words: readonly string[], width: number): number {
  let rows = 1;
  let x = 0;
  for (const word of words) {
    const item = SWATCH + SWATCH_GAP + textWidth(word, LEGEND_SIZE);
    if (x > 0 && x + item > width) {
      rows += 1;
      x = 0;
    }
    x += item + ITEM_GAP;
  }
  return rows;
}

function optionOf({ bars, legend, trend }: ProgressPicture, places: ChartPlaces) {
  const shown = shownSegments(bars.rows);
  const nameOf = (segment: Segment) => legible(legend[segment]);
  const shares = bars.rows.map(sharesOf);
  const columns = trend && places.trend ? trend.columns : null;
  return {
    animation: false,
    backgroundColor: PAPER,
    textStyle: { fontFamily: FONT_FAMILY },
    legend: {
      ...places.legend,
      data: shown.map(nameOf),
      padding: 0,
      itemGap: ITEM_GAP,
      itemWidth: SWATCH,
      itemHeight: 10,
      align: 'left',
      selectedMode: false,
      itemStyle: { borderWidth: 0.6 },
      textStyle: {
        color: INK,
        fontSize: LEGEND_SIZE,
        fontFamily: FONT_FAMILY,
        padding: [0, 0, 0, SWATCH_GAP - 5],
      },
    },
    grid: [
      { ...places.bars, outerBoundsMode: 'none' },
      ...(columns ? [{ ...places.trend, outerBoundsMode: 'none' }] : []),
    ],
    xAxis: [
      { type: 'value', gridIndex: 0, min: 0, max: 1, show: false },
      ...(columns ? [trendAxis(columns)] : []),
    ],
    yAxis: [
      {
        type: 'category',
        gridIndex: 0,
        inverse: true,
        show: false,
        data: bars.rows.map((_, i) => i),
      },
      ...(columns ? [{ type: 'value', gridIndex: 1, min: 0, max: 1, show: false }] : []),
    ],
    series: [
      ...shown.map((segment) => ({
        type: 'bar',
        name: nameOf(segment),
        stack: 'work',
        barWidth: BAR_HEIGHT,
        itemStyle: lookOf(segment),
        // What is not there has no edge either.
        data: shares.map((share) => share[segment] || null),
      })),
      ...(columns ? [trendSeries(columns)] : []),
    ],
  };
}

function lookOf(segment: Segment) {
  const decal = DECALS[segment];
  return {
    color: FILLS[segment],
    ...(decal ? { decal } : {}),
    // The lightest one needs an edge on white paper.
    ...(segment === 'undated' ? { borderColor: '#8797a5', borderWidth: 0.6 } : {}),
  };
}

/** Shares of the whole; small ones are widened to be seen, at the cost of the others. */
function sharesOf({ parts }: Bar): Record<Segment, number> {
  const total = SEGMENTS.reduce((sum, segment) => sum + parts[segment], 0);
  const seen = SEGMENTS.map((segment) =>
    parts[segment] === 0 ? 0 : Math.max(parts[segment] / total, LEAST_SHARE),
  );
  const whole = seen.reduce((sum, share) => sum + share, 0) || 1;
  return Object.fromEntries(
    SEGMENTS.map((segment, index) => [segment, (seen[index] ?? 0) / whole]),
  ) as Record<Segment, number>;
}

function trendAxis(columns: readonly TrendColumn[]) {
  return {
    type: 'category',
    gridIndex: 1,
    data: columns.map(({ label, below }) => [label, below].map(legible).filter(Boolean).join('\n')),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: RULE, width: 1 } },
    axisLabel: {
      color: SOFT_INK,
      fontSize: 11,
      lineHeight: 14,
      interval: 0,
      margin: 6,
      fontFamily: FONT_FAMILY,
    },
  };
}

function trendSeries(columns: readonly TrendColumn[]) {
  return {
    type: 'bar',
    xAxisIndex: 1,
    yAxisIndex: 1,
    barWidth: 34,
    itemStyle: { color: '#8dbbdc', borderRadius: [3, 3, 0, 0] },
    label: {
      show: true,
      position: 'top',
      distance: 4,
      color: INK,
      fontSize: 12,
      fontWeight: 'bold',
      fontFamily: FONT_FAMILY,
    },
    data: columns.map(({ rate, text }, index) => ({
      value: rate ?? 0,
      label: {
        formatter: () => legible(text),
        ...(rate === null ? { color: SOFT_INK, fontWeight: 'normal', fontSize: 11 } : {}),
      },
      // The quarter in hand stands out.
      ...(index === columns.length - 1 ? { itemStyle: { color: FILLS.done_on_time } } : {}),
    })),
  };
}

function sizeOf(font: string): number {
  return Number(/([\d.]+)px/.exec(font)?.[1] ?? 12);
}
