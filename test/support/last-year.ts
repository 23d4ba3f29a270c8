import { asc } from 'drizzle-orm';
import { addDays, localDate } from '../../core/time/local-date.ts';
import { endOfDay } from '../../core/time/zone.ts';
import { decideExtension, recordExtensionRequest } from '../../db/queries/extensions.ts';
import { recordStatement } from '../../db/queries/obligations.ts';
import { personByCode } from '../../db/queries/people.ts';
import { agencies, obligations } from '../../db/schema/index.ts';
import type { Rehearsal } from './rehearsal.ts';
import { VIETNAM } from './vietnam.ts';

/** Due days early in five quarters, so that each can be compared on its own twelfth day. */
const DAYS = ['2022-01-10', '2022-04-08', '2022-07-08', '2022-10-10', '2023-01-09'].map(localDate);

/**
 * Gives the demo a past: plan work in each of the last quarters, done a few days early, in time or
 * late by agency and quarter, a little better from quarter to quarter; and one that waits for
 * another with its due date moved twice. The same each time.
 */
export async function addLastYear(office: Rehearsal): Promise<{ movedTwice: number }> {
  const person = await personByCode(office.db, 'cqtt-cchc');
  const said = { personId: person?.id ?? 0, channel: 'web' };
  const places = await office.db.select().from(agencies).orderBy(asc(agencies.id));
  return office.db.transaction(async (tx) => {
    const add = async (agencyId: number, title: string, due: (typeof DAYS)[number], no: number) => {
      const [row] = await tx
        .insert(obligations)
        .values({
          agencyId,
          sourceKind: 'plan',
          occurrence: `cu${no}`,
          title,
          needsDocument: false,
          areaNo: '2',
          area: 'Cải cách thủ tục hành chính',
          deadlineWords: '',
          sourceDueOn: due,
          dueOn: due,
          dueAt: endOfDay(due, VIETNAM),
          createdAt: new Date(`${addDays(due, -60)}T02:00:00Z`),
        })
        .returning({ id: obligations.id });
      return row?.id ?? 0;
    };
    let no = 0;
    for (const [index, { id: agencyId }] of places.entries()) {
      for (const [quarter, due] of DAYS.entries()) {
        for (const title of ['Rà soát thủ tục hành chính', 'Công khai thủ tục hành chính']) {
          const id = await add(agencyId, `${title} lần ${quarter + 1}`, due, no);
          no += 1;
          const lateBy = (index * 5 + no * 3) % (6 + 2 * quarter) < 3 ? 2 : -1 - (index % 7);
          const at = new Date(`${addDays(due, lateBy)}T03:00:00Z`);
          await recordStatement(tx, id, { kind: 'state', state: 'done', ...said }, at);
        }
      }
    }
    const due = localDate('2023-02-15');
    const id = await add(places[3]?.id ?? 0, 'Sơ kết thí điểm tiếp nhận hồ sơ tại nhà', due, no);
    const days = [localDate('2023-03-15'), localDate('2023-05-31')];
    for (const [index, wished] of days.entries()) {
      const then = new Date(`${addDays(due, index * 20 - 5)}T03:00:00Z`);
      const reason = index === 0 ? 'chờ hướng dẫn của tỉnh' : 'phần mềm chưa nâng cấp xong';
      await recordExtensionRequest(tx, id, { wished, reason, ...said }, then);
      const granted = { dueOn: wished, dueAt: endOfDay(wished, VIETNAM) };
      await decideExtension(tx, id, { granted, ...said }, then);
    }
    const reason = 'cần Sở Thông tin và Truyền thông nâng cấp phần mềm';
    const blocked = {
      kind: 'state' as const,
      state: 'blocked' as const,
      reason,
      unblocker: 'province',
    };
    await recordStatement(tx, id, { ...blocked, ...said }, new Date('2023-03-20T02:00:00Z'));
    return { movedTwice: id };
  });
}
