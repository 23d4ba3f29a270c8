import type { State } from '../../core/obligations/obligation.ts';
import { summarise } from '../../core/summary/summarise.ts';
import { addDays, localDate } from '../../core/time/local-date.ts';
import { endOfDay } from '../../core/time/zone.ts';
import type { ObligationView } from '../../db/queries/obligations.ts';
import { translator } from '../../locales/index.ts';
import type { SummaryPage } from '../../office/summary.ts';
import type { Board } from '../../views/tiendo/board.ts';
import { VIETNAM } from './vietnam.ts';

const TODAY = localDate('2023-03-09');
export const NOW = new Date('2023-03-09T08:00:00+07:00');

/** One piece of work as a test names it. */
export interface Owed {
  agency: number;
  /** 0: a report, else an area of the plan. */
  area: number;
  state: State;
  /** Days from today; null: undated. */
  due: number | null;
  /** Days from the due day to the claim. */
  claimed: number;
}

/** A page of figures about made-up work, as `loadSummary` would make it. */
export function summaryPage(
  work: readonly Owed[],
  nameOf: (agency: number) => string,
): SummaryPage {
  const items = work.map(({ agency, area, state, due, claimed }, index) => {
    const dueOn = due === null ? null : addDays(TODAY, due);
    const item: Partial<ObligationView> = {
      id: index + 1,
      agencyId: agency,
      agencyShortName: nameOf(agency),
      sourceKind: area === 0 ? 'report' : 'plan',
      occurrence: area === 0 ? 'main' : 'p1',
      title: 'Kế hoạch rà soát',
      product: null,
      asked: null,
      periodId: area === 0 ? 7 : null,
      periodName: area === 0 ? 'Báo cáo Quý I/2023' : null,
      periodCode: area === 0 ? '2023-Q1' : null,
      dataFrom: area === 0 ? localDate('2022-12-15') : null,
      dataTo: area === 0 ? localDate('2023-03-14') : null,
      areaNo: area === 0 ? '' : String(area),
      area: area === 0 ? '' : `Lĩnh vực số ${area}`,
      state,
      dueOn,
      dueAt: dueOn && endOfDay(dueOn, VIETNAM),
      claimedAt:
        state === 'done' || state === 'accepted'
          ? new Date(`${addDays(dueOn ?? TODAY, claimed)}T10:00:00+07:00`)
          : null,
    };
    return item as ObligationView;
  });
  const ids = new Set(work.map(({ agency }) => agency));
  return {
    scope: { id: 1, name: 'UBND huyện Thạnh Trị' },
    period: null,
    summary: summarise(items, NOW),
    obligations: new Map(items.map((item) => [item.id, item])),
    everything: items,
    area: null,
    group: null,
    lastSaid: new Map(),
    agencyNames: new Map([...ids].map((id) => [id, nameOf(id)])),
  };
}

export function boardOf(source: SummaryPage): Board {
  return { source, at: { now: NOW, today: TODAY, timeZone: VIETNAM }, t: translator('vi') };
}
