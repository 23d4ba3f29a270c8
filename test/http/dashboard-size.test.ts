import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '../../core/time/local-date.ts';
import { endOfDay } from '../../core/time/zone.ts';
import { openDatabase } from '../../db/client.ts';
import { agencies, obligations } from '../../db/schema/index.ts';
import { type BoardServer, boardServer } from '../support/board-server.ts';
import { freshDatabase } from '../support/database.ts';
import { VIETNAM } from '../support/vietnam.ts';

const NOW = new Date('2023-05-17T10:00:00+07:00');
const COMMUNES = 3300;

let server: BoardServer;
let end: () => Promise<void>;
beforeAll(async () => {
  const database = await freshDatabase();
  const pool = openDatabase(database.url, { connections: 2 });
  const rootId = await pool.db.transaction(async (tx) => {
    const place = { kind: 'committee' } as const;
    const [root] = await tx
      .insert(agencies)
      .values({
        ...place,
        level: 'province',
        code: 'tinh',
        name: 'UBND tỉnh',
        shortName: 'UBND tỉnh',
      })
      .returning({ id: agencies.id });
    const communes: { id: number }[] = [];
    for (let from = 0; from < COMMUNES; from += 1100) {
      const values = Array.from({ length: 1100 }, (_, index) => {
        const name = `UBND xã Tên Dài Của Xã Số ${from + index + 1}`;
        const code = `x${from + index}`;
        return {
          ...place,
          level: 'commune' as const,
          code,
          name,
          shortName: name,
          parentId: root?.id,
        };
      });
      communes.push(...(await tx.insert(agencies).values(values).returning({ id: agencies.id })));
    }
    for (const [number, day] of ['2023-02-20', '2023-05-10', '2023-07-20'].entries()) {
      const dueOn = localDate(day);
      for (let from = 0; from < COMMUNES; from += 1100) {
        const values = communes.slice(from, from + 1100).map(({ id: agencyId }, index) => ({
          agencyId,
          sourceKind: 'plan' as const,
          occurrence: `p${number}`,
          title: `Việc ${number}`,
          needsDocument: false,
          areaNo: String(1 + number),
          area: `Lĩnh vực ${1 + number}`,
          deadlineWords: '',
          sourceDueOn: dueOn,
          dueOn,
          dueAt: endOfDay(dueOn, VIETNAM),
          createdAt: new Date('2023-01-01T02:00:00Z'),
          ...(index % 3 === 0
            ? { state: 'done' as const, claimedAt: new Date('2023-02-10T02:00:00Z') }
            : {}),
        }));
        await tx.insert(obligations).values(values);
      }
    }
    return root?.id ?? 0;
  });
  server = await boardServer(pool.db, rootId, NOW);
  end = async () => {
    await server.stop();
    await pool.close();
    await database.drop();
  };
}, 120_000);
afterAll(() => end());

describe('the board of 3,300 communes', () => {
  it.each(['', '?nhom=x', '?tim=so+17', '?tinhtrang=late&ky=2023-Q2'])(
    'stays light and says what it leaves out (%s)',
    async (search) => {
      const response = await fetch(`${server.link}${search}`);
      const text = await response.text();
      expect(response.status).toBe(200);
      expect(Buffer.byteLength(text)).toBeLessThan(200_000);
      expect(text.match(/class="into"/g)?.length).toBeLessThan(50);
      expect(text).toContain('mục nữa: xin anh/chị lọc');
      expect(text).toMatch(/Danh sách đơn vị còn 3150 nơi nữa/);
      expect(text.match(/<option/g)?.length).toBeLessThan(220);
    },
    60_000,
  );
});
