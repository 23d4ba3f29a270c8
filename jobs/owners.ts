import { scopeOf } from '../core/people/can.ts';
import { gapsToTell } from '../core/people/gaps.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import { readSetting, writeSetting } from '../db/queries/system.ts';
import { loadOwners, type Owners } from '../office/owners.ts';
import { ownersNotice } from '../views/owners.ts';
import { tellEachCoordinator } from './each-coordinator.ts';
import type { Job } from './job.ts';

/** Each working morning tells coordinators which dated work has newly come to be nobody's. */
export const owners: Job = {
  name: 'owners',
  atMinute: (ladder) => ladder.fromMinute,
  async run(ctx) {
    const { tx, today } = ctx;
    const load = () => loadOwners(tx, null, today);
    const messages = await tellEachCoordinator(ctx, load, async ({ actor, t }, all) => {
      const keyed = keyedGaps(all, scopeOf(actor, 'review'));
      const setting = `owners-told:${actor.personId}`;
      const before = ((await readSetting(tx, setting)) ?? {}) as Record<string, LocalDate>;
      const { tell, told } = gapsToTell([...keyed.keys()], before, today);
      if (Object.keys(before).length > 0 || tell.length > 0) await writeSetting(tx, setting, told);
      if (tell.length === 0) return [];
      const fresh = tell.flatMap((key) => keyed.get(key) ?? []);
      const gaps = fresh.flatMap(({ gap }) => gap ?? []);
      const leaves = fresh.flatMap(({ leave }) => leave ?? []);
      const message = ownersNotice(gaps, leaves, today, t);
      return [{ kind: 'notice', message, dedupeKey: `owners:${actor.personId}:${today}` }];
    });
    ctx.log.info({ today, messages }, 'gaps told');
  },
};

interface KeyedGap {
  gap?: Owners['gaps'][number];
  leave?: Owners['away'][number];
}

/** Agencies with dated work and nobody to tell, and leaves of others whose deputy is not there. */
function keyedGaps({ gaps, away }: Owners, scope: ReadonlySet<number>): Map<string, KeyedGap> {
  const keyed = new Map<string, KeyedGap>();
  for (const gap of gaps) {
    if (scope.has(gap.agencyId) && gap.nextDue !== null)
      keyed.set(`agency:${gap.agencyId}`, { gap });
  }
  for (const leave of away) {
    const isNamed = keyed.has(`agency:${leave.agencyId}`);
    if (scope.has(leave.agencyId) && !leave.covered && !isNamed) {
      keyed.set(`leave:${leave.id}`, { leave });
    }
  }
  return keyed;
}
