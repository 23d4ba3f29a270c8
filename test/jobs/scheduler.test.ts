import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../jobs/job.ts';
import { openOffice, type Replica, type TestOffice, toldTable } from '../support/office.ts';
import { at } from '../support/vietnam.ts';

const GROUP = 'nhom-cchc';

/** Who got how many messages since last asked. */
function counter(replicas: Replica[]) {
  const seen = replicas.map(() => 0);
  return () => {
    const counts = new Map<string, number>();
    replicas.forEach(({ channel }, index) => {
      for (const { conversationId } of channel.tried.slice(seen[index])) {
        counts.set(conversationId, (counts.get(conversationId) ?? 0) + 1);
      }
      seen[index] = channel.tried.length;
    });
    return counts;
  };
}

describe('two replicas on one database', () => {
  let office: TestOffice;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.end());

  it('send each digest and each post once, whoever comes first', async () => {
    const replicas = [office.replica(), office.replica()];
    const news = counter(replicas);
    for (const morning of ['2023-02-27', '2023-02-28', '2023-03-01', '2023-03-02', '2023-03-03']) {
      office.clock.set(at(morning));
      const ran = await Promise.all(replicas.map(({ scheduler }) => scheduler.runDue()));
      const jobs = ran.flat().map(({ job }) => job);
      expect(new Set(jobs).size).toBe(jobs.length);
      await Promise.all(replicas.map(({ delivery }) => delivery.drain()));
      const counts = news();
      expect([...new Set(counts.values())]).toEqual([1]);
      expect(counts.get('dm-tu-phap')).toBe(1);
      expect(counts.has(GROUP)).toBe(morning === '2023-02-27');
    }
  });

  it('tell nobody again the same morning, at whatever time they look', async () => {
    const replicas = [office.replica(), office.replica()];
    const news = counter(replicas);
    for (const time of ['2023-03-03T08:01', '2023-03-03T09:30', '2023-03-03T17:29']) {
      office.clock.set(at(time));
      await Promise.all(replicas.map(({ scheduler }) => scheduler.runDue()));
      // Even with the ticks forgotten, the marks know who has been told.
      await office.db.execute(sql`delete from job_runs`);
      await Promise.all(replicas.map(({ scheduler }) => scheduler.runDue()));
      await Promise.all(replicas.map(({ delivery }) => delivery.drain()));
    }
    expect(news()).toEqual(new Map());
  });
});

describe('a process that was down', () => {
  let office: TestOffice;
  let replica: Replica;
  let news: () => Map<string, number>;
  beforeAll(async () => {
    office = await openOffice();
  });
  beforeEach(() => {
    replica = office.replica();
    news = counter([replica]);
  });
  afterEach(() => office.db.execute(sql`truncate outbox, reminder_marks, job_runs`));
  afterAll(() => office.end());

  const standAt = async (local: string) => {
    office.clock.set(at(local));
    await replica.scheduler.runDue();
    await replica.delivery.drain();
    return news();
  };

  it('sends the morning’s digests when it comes up at 09:30', async () => {
    const counts = await standAt('2023-03-01T09:30');
    expect(counts.get('dm-xa-lam-kiet')).toBe(1);
    expect(await standAt('2023-03-01T09:31')).toEqual(new Map());
  });

  it('sends nothing at night or on a Saturday, and everything merged the next working morning', async () => {
    // Down since Wednesday's T-7; up on Friday evening.
    expect(await standAt('2023-03-03T20:00')).toEqual(new Map());
    expect(await standAt('2023-03-04T10:00')).toEqual(new Map());
    expect(await standAt('2023-03-05')).toEqual(new Map());
    expect(await standAt('2023-03-06T07:59')).toEqual(new Map());
    const counts = await standAt('2023-03-06');
    expect(counts.get('dm-xa-lam-kiet')).toBe(1);
    expect([...new Set(counts.values())]).toEqual([1]);
    const [told] = (await toldTable(office.db)).filter(({ person }) => person === 'dm-xa-lam-kiet');
    expect(told).toEqual({
      person: 'dm-xa-lam-kiet',
      on: '2023-03-06',
      owed: ['xa-lam-kiet 2023-Q1/own'],
    });
    // T-7 and T-3 are settled by that one message.
    expect(await standAt('2023-03-06T12:00')).toEqual(new Map());
    expect((await standAt('2023-03-07')).get('dm-xa-lam-kiet')).toBe(1);
  });

  it('posts Monday’s summary on Tuesday if it was down on Monday, once', async () => {
    expect((await standAt('2023-02-27T18:00')).has(GROUP)).toBe(false);
    expect((await standAt('2023-02-28')).get(GROUP)).toBe(1);
    expect((await standAt('2023-03-01')).has(GROUP)).toBe(false);
  });

  it('tells heads on Tuesday what it missed on Monday', async () => {
    await standAt('2023-03-03');
    const heads = async () =>
      (await toldTable(office.db))
        .filter(({ person }) => person === 'tt-tu-phap')
        .map(({ on }) => on);
    await standAt('2023-03-07');
    await standAt('2023-03-08');
    expect(await heads()).toEqual(['2023-03-03', '2023-03-07']);
  });

  it('gives a digest that could not be sent all day another morning', async () => {
    replica.channel.answer(() => ({ outcome: 'retry', reason: 'no network' }));
    office.clock.set(at('2023-02-27'));
    await replica.scheduler.runDue();
    replica.delivery.start();
    await until(() => replica.channel.tried.length >= 8);
    await replica.delivery.stop();
    expect(await toldTable(office.db)).toEqual([]);
    // The network is back at night: it is too late for today's digest and summary.
    replica.channel.answer(null);
    news();
    await office.db.execute(sql`update outbox set retry_at = null`);
    expect(await standAt('2023-02-27T20:00')).toEqual(new Map());
    const counts = await standAt('2023-02-28');
    expect(counts.get('dm-tu-phap')).toBe(1);
    // Escalations of the week and the week's post were lost with the Monday and come now.
    expect(counts.get('tt-tu-phap')).toBe(1);
    expect(counts.get(GROUP)).toBe(1);
    const statuses = await office.db.execute(
      sql`select distinct status from outbox where created_at < ${at('2023-02-28').toISOString()}`,
    );
    expect([...statuses]).toEqual([{ status: 'dropped' }]);
  });

  it('tells the head while the official cannot be reached, and the official once they can', async () => {
    replica.channel.answer(({ conversationId }) =>
      conversationId === 'dm-xa-lam-kiet'
        ? { outcome: 'unreachable', reason: 'blocked by the user' }
        : { outcome: 'sent', messageId: '1' },
    );
    const heard = async (local: string) => {
      const counts = await standAt(local);
      return ['dm-xa-lam-kiet', 'ct-xa-lam-kiet'].map((person) => counts.get(person) ?? 0);
    };
    // The official's T-7 is tried in vain; the head has it the morning after.
    expect(await heard('2023-03-01')).toEqual([1, 0]);
    expect(await heard('2023-03-02')).toEqual([0, 1]);
    replica.channel.answer(null);
    await office.db.execute(sql`update conversations set unreachable_since = null`);
    // Friday's T-3 is the official's again; and before it, what never arrived.
    await office.db.execute(sql`delete from job_runs`);
    expect(await heard('2023-03-02T12:00')).toEqual([1, 0]);
    expect(await heard('2023-03-03')).toEqual([1, 0]);
  });

  it('does not send at night what another process took in the morning and never finished', async () => {
    office.clock.set(at('2023-02-27'));
    await replica.scheduler.runDue();
    await office.db.execute(sql`
      update outbox set status = 'sending', attempts = 1,
        lease_until = clock_timestamp() - interval '1 second'`);
    expect(await standAt('2023-02-27T20:00')).toEqual(new Map());
    expect((await standAt('2023-02-28')).get('dm-tu-phap')).toBe(1);
  });
});

describe('a job that fails', () => {
  it('leaves its tick to another try and keeps no other job from running', async () => {
    const office = await openOffice({ demo: false, now: '2023-03-01' });
    const ran: string[] = [];
    let broken = true;
    const job = (name: string, run: () => void): Job => ({
      name,
      atMinute: () => 8 * 60,
      async run({ tx }) {
        await tx.execute(sql`insert into settings (key, value) values (${`${name} ran`}, 'true')`);
        run();
        ran.push(name);
      },
    });
    const jobs = [
      job('first', () => {
        if (broken) throw new Error('no luck');
      }),
      job('second', () => {}),
    ];
    try {
      const { scheduler } = office.replica({ jobs });
      await expect(scheduler.runDue()).rejects.toThrow('no luck');
      expect(ran).toEqual(['second']);
      expect([...(await office.db.execute(sql`select key from settings`))]).toEqual([
        { key: 'second ran' },
      ]);
      broken = false;
      expect((await scheduler.runDue()).map((one) => one.job)).toEqual(['first']);
      expect(await scheduler.runDue()).toEqual([]);
    } finally {
      await office.end();
    }
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
