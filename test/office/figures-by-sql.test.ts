import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOf } from '../../core/summary/as-of.ts';
import type { Comparison } from '../../core/summary/compare.ts';
import { RANKING_MEASURES } from '../../core/summary/ranking.ts';
import { progressRates, reportRates } from '../../core/summary/rates.ts';
import { trendOf } from '../../core/summary/trend.ts';
import { localDate } from '../../core/time/local-date.ts';
import { endOfDay, localDateAt } from '../../core/time/zone.ts';
import { type Db, openDatabase } from '../../db/client.ts';
import { subtreeIds } from '../../db/queries/agencies.ts';
import { historiesOf } from '../../db/queries/histories.ts';
import { appendValue, targetsSetBy } from '../../db/queries/targets.ts';
import { readTargetsJson } from '../../imports/targets.ts';
import { loadComparisons } from '../../office/comparison.ts';
import { importTargets } from '../../office/import-targets.ts';
import { rankingOf } from '../../office/ranking.ts';
import { loadSummary, type SummaryPage } from '../../office/summary.ts';
import { loadTargets } from '../../office/targets.ts';
import { type Auditor, openAuditor } from '../support/auditor.ts';
import { freshDatabase } from '../support/database.ts';
import { type LivelyOffice, livelyOffice } from '../support/lively-office.ts';
import { VIETNAM } from '../support/vietnam.ts';

const NOW = new Date('2023-05-17T10:00:00+07:00');
const AT = { now: NOW, today: localDateAt(NOW, VIETNAM), timeZone: VIETNAM };
/** The same day of the quarter before, and of last year. */
const THEN = { previous: '2023-02-17T10:00:00+07:00', last_year: '2022-05-17T10:00:00+07:00' };
const MINIMUM = 3;

describe.each([1, 2])(
  'figures of a lively office (seed %i) and the queries an auditor runs',
  (seed) => {
    let db: Db;
    let page: SummaryPage;
    let comparisons: Comparison[];
    let office: LivelyOffice;
    let ask: Auditor['ask'];
    let auditor: Auditor;
    let end: () => Promise<void>;

    beforeAll(async () => {
      const database = await freshDatabase();
      const pool = openDatabase(database.url, { connections: 2 });
      db = pool.db;
      office = await livelyOffice(db, seed, NOW);
      const visible = new Set(await subtreeIds(db, office.rootId));
      const loaded = await loadSummary(db, office.rootId, visible, NOW);
      if (!loaded) throw new Error('no figures');
      page = loaded;
      comparisons = (await loadComparisons(db, page, AT)).comparisons;
      auditor = await openAuditor(database.url, {
        now: NOW,
        zone: VIETNAM,
        scope: office.rootId,
        rule: MINIMUM,
      });
      ask = auditor.ask;
      end = async () => {
        await auditor.end();
        await pool.close();
        await database.drop();
      };
    }, 60_000);
    afterAll(() => end());

    it('is lively: something stands everywhere', () => {
      const { by } = page.summary.tally;
      for (const [standing, count] of Object.entries(by))
        expect(count, standing).toBeGreaterThan(0);
    });

    it('counts and shares', async () => {
      const [row] = await ask('rates');
      const rates = progressRates(page.summary.tally);
      expect(row).toEqual({
        total: page.summary.tally.total,
        applies: rates.late.of,
        done_on_time: rates.doneOnTime.count,
        done_late: rates.doneLate.count,
        late: rates.late.count,
        blocked: rates.blocked.count,
        not_due: rates.notDue.count,
        undated: rates.undated.count,
        on_time_rate: rates.onTimeRate.share,
      });
      const { onTimeRate: _, ...shares } = rates;
      const sum = Object.values(shares).reduce((total, { share }) => total + (share ?? 0), 0);
      expect(sum).toBeCloseTo(1, 12);
    });

    it('areas and agencies', async () => {
      expect(await ask('areas')).toEqual(
        page.summary.areas.map(({ areaNo, total, by }) => {
          return { area_no: areaNo, total, done: by.done_on_time + by.done_late, late: by.late };
        }),
      );
      expect(await ask('agencies')).toEqual(
        page.summary.agencies
          .map(({ agencyId, total, by: { late, blocked }, onTimeRate }) => {
            return { agency_id: agencyId, total, late, blocked, on_time_rate: onTimeRate };
          })
          .sort((a, b) => a.agency_id - b.agency_id),
      );
    });

    it('completeness and timeliness by period and agency', async () => {
      const rates = reportRates([...page.obligations.values()], NOW);
      expect(await ask('reports_by_period')).toEqual(
        rates.periods.map(({ periodId, rate }) => ({
          period_id: periodId,
          due: rate.expected,
          received: rate.received,
          on_time: rate.onTime,
          completeness: rate.completeness,
          timeliness: rate.timeliness,
        })),
      );
      expect(await ask('reports_by_agency')).toEqual(
        rates.agencies
          .map(({ agencyId, rate: { expected, received, onTime } }) => {
            return { agency_id: agencyId, due: expected, received, on_time: onTime };
          })
          .sort((a, b) => a.agency_id - b.agency_id),
      );
      const tallies = page.summary.reports.map(({ periodId, due, received, onTime }) => {
        return { periodId, due, received, onTime };
      });
      expect(
        rates.periods.map(({ periodId, rate: { expected: due, received, onTime } }) => {
          return { periodId, due, received, onTime };
        }),
      ).toEqual(tallies);
    });

    it('the trend', async () => {
      const trend = trendOf([...page.obligations.values()], AT.today, NOW);
      expect(await ask('trend')).toEqual(
        trend.map(({ code, total, by }) => {
          return { code, total, done: by.done_on_time + by.done_late, late: by.late };
        }),
      );
    });

    it.each(['previous', 'last_year'] as const)('the comparison, %s', async (against) => {
      await ask('item_then', THEN[against]);
      const rows = await ask('comparison', THEN[against]);
      await forgetThen();
      const made = comparisons.find((one) => one.against === against);
      expect(made?.at.toISOString()).toBe(new Date(THEN[against]).toISOString());
      const all = rows.find(({ is_all }) => is_all === true);
      expect(all).toMatchObject({
        now: made?.all.now.onTimeRate,
        before: made?.all.before.onTimeRate,
      });
      const judged = rows.filter(({ is_all }) => is_all === false);
      expect(judged.map(({ agency_id }) => agency_id)).toEqual(
        [...(made?.agencies.keys() ?? [])].sort((a, b) => a - b),
      );
      for (const { agency_id, now, before, points } of judged) {
        const change = made?.agencies.get(Number(agency_id));
        expect([change?.now.onTimeRate, change?.before.onTimeRate]).toEqual([now, before]);
        if (points === null) expect(change?.points).toBeNull();
        else expect(change?.points).toBeCloseTo(Number(points), 9);
      }
    });

    const forgetThen = () => auditor.run('drop view item_then');

    it('the past worked out for this very moment is the present', async () => {
      const histories = await historiesOf(db, office.agencyIds);
      for (const item of page.obligations.values()) {
        const then = asOf(item, histories.get(item.id) ?? [], NOW, (day) => endOfDay(day, VIETNAM));
        const { state, claimedAt, dueOn, dueAt } = item;
        expect(then, item.title).toMatchObject({ state, claimedAt, dueOn, dueAt });
      }
    });

    it('the ranking by every measure, and who is praised', async () => {
      const previous = comparisons.find(({ against }) => against === 'previous') ?? null;
      const rows = await ask('ranking');
      for (const measure of RANKING_MEASURES) {
        const rule = { measure, minimum: MINIMUM, lateNamed: 'everywhere' as const };
        const { ranked } = rankingOf(page, rule, previous, VIETNAM);
        expect(
          ranked.map(({ agencyId, rank, value, of }) => {
            return { measure, agency_id: agencyId, rank, value, counted: of };
          }),
        ).toEqual(rows.filter((row) => row.measure === measure));
      }
      const rule = {
        measure: 'on_time_rate' as const,
        minimum: MINIMUM,
        lateNamed: 'never' as const,
      };
      const { fastest, improved } = rankingOf(page, rule, previous, VIETNAM);
      expect(await ask('fastest')).toEqual(
        fastest.map(({ agencyId, days, of }) => ({ agency_id: agencyId, days, counted: of })),
      );
      await ask('item_then', THEN.previous);
      const risen = (await ask('comparison', THEN.previous))
        .filter(({ is_all, points, judged_now, judged_before }) => {
          const enough = Math.min(Number(judged_now), Number(judged_before)) >= MINIMUM;
          return is_all === false && enough && Number(points) > 0;
        })
        .sort(
          (a, b) =>
            Number(b.points) - Number(a.points) || Number(a.agency_id) - Number(b.agency_id),
        );
      await forgetThen();
      expect(improved.map(({ agencyId }) => agencyId)).toEqual(
        risen.slice(0, 3).map(({ agency_id }) => agency_id),
      );
    });

    it('the targets of Vĩnh Cửu 2020 with entered figures', async () => {
      const seedFile = new URL('../support/vinh-cuu-2020-targets.json', import.meta.url);
      const read = await readTargetsJson(fileURLToPath(seedFile));
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      const paper = { number: read.paper.number ?? '', year: 2020, issuerId: office.rootId };
      const target = read.targets;
      await db.transaction((tx) => importTargets(tx, target, paper, NOW));
      const figures = [[84, 86], [1.55], [12], [92], [100], [99], [97.5], [100.5], [], [98]];
      await db.transaction(async (tx) => {
        const rows = await targetsSetBy(tx, [office.rootId]);
        for (const [index, values] of figures.entries()) {
          for (const [day, value] of values.entries()) {
            await appendValue(tx, {
              targetId: rows[index]?.id ?? 0,
              agencyId: office.rootId,
              asOf: localDate(`2020-06-${30 - day}`),
              value,
              personId: office.personId,
              channel: 'web',
              at: NOW,
            });
          }
        }
      });
      const made = await loadTargets(db, office.rootId, AT.today);
      expect(made?.items).toHaveLength(14);
      const outcomes = made?.items.map(({ target: { code }, actual, outcome }) => {
        return { code, actual: actual?.value ?? null, outcome };
      });
      expect(await ask('targets')).toEqual(outcomes);
      expect(outcomes?.map(({ outcome }) => outcome).slice(0, 6)).toEqual([
        ...['near', 'near', 'missed', 'met', 'met', 'near'],
      ]);
    });
  },
);
