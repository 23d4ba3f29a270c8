import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Action, POLICY } from '../../../core/people/can.ts';
import { importTargets } from '../../../office/import-targets.ts';
import type { Person, Seen } from '../../support/rehearsal.ts';
import {
  below,
  books,
  CAST,
  type Cast,
  CODES,
  type Code,
  differences,
  markOf,
  nameOf,
  seatAt,
  type TwoDistricts,
  twoDistricts,
} from '../../support/two-districts.ts';

/** Who issued the plans, regimes and targets. */
const ISSUERS = ['tinh', 'b', 'c'] as const;
type Issuer = (typeof ISSUERS)[number];
const TARGETS: readonly Code[] = ['tinh', 'b', 'b1', 'bx', 'c', 'c1'];
const PLAYERS = [
  ...['official-b1', 'coordinator-bnv', 'admin-b', 'coordinator-bx', 'coordinator-cnv'],
  ...['coordinator-so', 'former', 'nobody'],
];

let world: TwoDistricts;
let targets: Record<Issuer, number>;
let regimes: Record<Issuer, number>;
let campaigns: Record<Issuer, number>;
beforeAll(async () => {
  world = await twoDistricts();
  const now = new Date('2023-01-18T01:00:00Z');
  await world.office.db.transaction(async (tx) => {
    for (const issuer of ISSUERS) {
      const target = {
        code: `T-${issuer}`,
        name: `Tỷ lệ hồ sơ trước hạn ${issuer}`,
        operator: '>=' as const,
        value: 90,
        unit: '%',
        of: 'hồ sơ',
        owner: '',
        verbatim: '',
        measure: null,
      };
      const issuerId = world.things[issuer].agency;
      const paper = { number: `9/KH-${issuer}`, year: 2023, issuerId };
      const done = await importTargets(tx, [target], paper, now);
      if (!done.ok) throw new Error(JSON.stringify(done));
    }
  });
  const byIssuer = async (table: string) => {
    const rows = await world.office.db.execute<{ id: number; code: Issuer }>(sql`
      select min(x.id)::int as id, a.code from ${sql.identifier(table)} x
      join agencies a on a.id = x.issuer_id group by a.code`);
    return Object.fromEntries(rows.map(({ id, code }) => [code, id])) as Record<Issuer, number>;
  };
  targets = await byIssuer('targets');
  regimes = await byIssuer('report_regimes');
  campaigns = await byIssuer('campaigns');
}, 60_000);
afterAll(() => world.office.end());

/** What the table says: nothing here knows how the program finds it out. */
function may({ role, at }: Cast, action: Action, agency: Code): boolean {
  if (role === null || at === null) return false;
  const extent = POLICY[action][role];
  if (extent === 'own') return at === agency;
  const wide = role !== 'official' && role !== 'head';
  return extent === 'reach' && (wide ? below(seatAt(at)) : [at]).includes(agency);
}

const issuerFor = (agency: Code): Issuer =>
  below('b').includes(agency) ? 'b' : below('c').includes(agency) ? 'c' : 'tinh';
const isIssuer = (agency: Code): agency is Issuer => ISSUERS.some((one) => one === agency);

const said = (answers: readonly Seen[]) =>
  answers.flatMap(({ text, choices }) => [text, ...choices.map(({ label }) => label)]).join('\n');

/** A button somebody made up, and the words by which it is seen that it was let through. */
interface Forged {
  button: (agency: Code) => string | null;
  shows: (agency: Code) => string;
  may: (cast: Cast, agency: Code) => boolean;
  /** Would change the books: pressed only by those who may not. */
  deed?: true;
}

const id = (agency: Code) => world.things[agency].agency;
const task = (agency: Code) => world.things[agency].task;
const by = (action: Action) => (cast: Cast, agency: Code) => may(cast, action, agency);
const muting = (cast: Cast, agency: Code) =>
  may(cast, 'update', agency) || may(cast, 'review', agency);
const target = (agency: Code) => targets[issuerFor(agency)];

const FORGED: Record<string, Forged> = {
  dashboard: { button: (a) => `bd:${id(a)}`, shows: () => '/board/', may: by('view') },
  ranking: { button: (a) => `xh:l:${id(a)}`, shows: markOf, may: by('view') },
  'look of the board': { button: (a) => `tp:words:${id(a)}:0`, shows: markOf, may: by('view') },
  'card from a list': {
    button: (a) => `ob:${task(a)}:from:late:${id(a)}:0`,
    shows: () => 'Tình trạng',
    may: by('view'),
  },
  'target card': {
    button: (a) => `ct:t:${target(a)}:${id(a)}`,
    shows: (a) => `9/KH-${issuerFor(a)}`,
    may: by('view'),
  },
  'target value': {
    button: (a) => `ct:e:${target(a)}:${id(a)}`,
    shows: () => 'Nhập kết quả chỉ tiêu',
    may: by('set_targets'),
  },
  'target of the sibling at one’s own': {
    button: (a) => `ct:e:${targets[issuerFor(a) === 'c' ? 'b' : 'c']}:${id(a)}`,
    shows: () => 'Nhập kết quả chỉ tiêu',
    // Whoever it is: an agency has the targets of its own committee only.
    may: () => false,
  },
  snooze: { button: (a) => `hn:${task(a)}`, shows: () => 'vào ngày nào ạ', may: by('update') },
  'snooze to a day': {
    button: (a) => `hn:${task(a)}:other`,
    shows: () => 'Nhắc lại vào ngày khác',
    may: by('update'),
  },
  mute: { button: (a) => `tn:ask:${task(a)}`, shows: () => 'Thôi nhắc việc này', may: muting },
  regime: {
    button: (a) => (isIssuer(a) ? `cd:see:${regimes[a]}` : null),
    shows: (a) => `2/KH-${a}`,
    may: by('review'),
  },
  'end of a regime': {
    button: (a) => (isIssuer(a) ? `cd:end:${regimes[a]}` : null),
    shows: (a) => `2/KH-${a}`,
    may: by('review'),
  },
  finding: {
    button: (a) => `ki:n:${world.things[a].inspected}`,
    shows: () => 'Ghi phát hiện',
    may: by('inspect'),
  },
  'reminders of an agency': {
    button: (a) => `nv:ag:${id(a)}:plan`,
    shows: markOf,
    may: by('set_reminders'),
  },
  // What would change the books.
  ...Object.fromEntries(
    (
      [
        [(a) => `xh:n:${id(a)}:10`, 'set_targets'],
        [(a) => `hn:${task(a)}:week`, 'update'],
        [(a) => `nv:set:${id(a)}:all:e:3`, 'set_reminders'],
        [(a) => `nv:set:${id(a)}:all:x`, 'set_reminders'],
        [(a) => (isIssuer(a) ? `cd:yes:${regimes[a]}` : null), 'review'],
        [(a) => (isIssuer(a) ? `ki:f:${campaigns[a]}` : null), 'inspect'],
        [(a) => `ki:x:${world.things[a].remark}:${world.things[a].inspected}`, 'inspect'],
      ] as [Forged['button'], Action][]
    ).map(([button, action], index): [string, Forged] => [
      `deed ${index}`,
      { button, shows: () => '', may: by(action), deed: true },
    ]),
  ),
  'mute lifted': {
    button: (a) => `tn:lift:${task(a)}`,
    shows: () => '',
    may: muting,
    deed: true,
  },
  // One calendar for everybody: only who looks after the top of the tree.
  ...Object.fromEntries(
    [
      'li:off',
      'li:work',
      'li:hours',
      'li:rm',
      'li:rule',
      'li:rs:after',
      'li:rx:2023-01-01:2023-12-31',
    ].map((button): [string, Forged] => [
      button,
      {
        button: (agency) => (agency === 'tinh' ? button : null),
        shows: () => '',
        may: by('calendar'),
        deed: true,
      },
    ]),
  ),
};

/** Agencies of which something is shown though they are not theirs to see. */
function leaks(shown: string, cast: Cast): Code[] {
  return CODES.filter((code) => !may(cast, 'view', code) && shown.includes(markOf(code)));
}

async function press(player: Person, cast: Cast, before: Awaited<ReturnType<typeof books>>) {
  const wrong: string[] = [];
  for (const [name, { button, shows, may: allowed, deed }] of Object.entries(FORGED)) {
    for (const agency of TARGETS) {
      const choice = button(agency);
      const yes = allowed(cast, agency);
      if (choice === null || (deed && yes)) continue;
      const shown = said(await player.forges(choice));
      const passed = shows(agency) !== '' && shown.includes(shows(agency));
      if (!deed && passed !== yes) {
        wrong.push(`${name} ${choice} of ${agency}: ${passed} instead of ${yes}: ${shown}`);
      }
      const leaked = leaks(shown, cast);
      if (leaked.length > 0) wrong.push(`${name} ${choice} shows ${leaked}: ${shown}`);
      if (yes) await player.says('/huy');
    }
  }
  // What one chose to look at is one's own.
  const changed = differences(before, await books(world.office));
  wrong.push(...changed.filter((row) => !/^(persons|settings): /.test(row)));
  return wrong;
}

describe('every newer button with every agency’s ids, pressed by', () => {
  it.each(PLAYERS)('%s', { timeout: 120_000 }, async (who) => {
    const cast = CAST.find((one) => one.id === who);
    if (!cast) throw new Error(who);
    const player = world.office.person(who);
    expect(await press(player, cast, await books(world.office))).toEqual([]);
    for (const words of [
      '/bang',
      '/xephang',
      '/chitieu',
      '/lich',
      '/chedo',
      '/kiemtra',
      '/nhacviec',
    ]) {
      const bare = said(await player.says(words));
      // Whoever owes something under targets is told who set them.
      const setter = words === '/chitieu' && cast.at ? issuerFor(cast.at) : null;
      const unseen = (code: Code) => code !== setter;
      expect(leaks(bare, cast).filter(unseen), `${words}: ${bare}`).toEqual([]);
      const named = said(await player.says(`${words} ${nameOf('c1')}`));
      // The question is not an answer: the name may be said back.
      const others = leaks(named, cast).filter((code) => code !== 'c1' && unseen(code));
      expect(others, `${words} c1: ${named}`).toEqual([]);
    }
  });
});

it('in the other district’s group none of them shows or does anything', {
  timeout: 120_000,
}, async () => {
  const before = await books(world.office);
  const wrong: string[] = [];
  for (const who of ['coordinator-bnv', 'coordinator-so', 'nobody']) {
    const player = world.office.inGroup(who, 'nhom-c');
    for (const [name, { button }] of Object.entries(FORGED)) {
      for (const agency of ['b', 'b1', 'tinh'] as const) {
        const choice = button(agency);
        if (choice === null) continue;
        const shown = said(await player.forges(choice));
        const leaked = CODES.filter(
          (code) => !below('c').includes(code) && shown.includes(markOf(code)),
        );
        if (leaked.length > 0) wrong.push(`${name} ${choice} shows ${leaked}: ${shown}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(differences(before, await books(world.office))).toEqual([]);
});

it('a dashboard’s link shows what its holder may see at that moment, whoever has it', async () => {
  const [answer] = await world.office.person('coordinator-bnv').says('/bang');
  const link = /http\S+\/board\/\S+/.exec(answer?.text ?? '')?.[0] ?? '';
  const opened = async (path = '') => {
    const response = await fetch(`${link.split('?')[0]}${path}`);
    return { status: response.status, text: await response.text() };
  };
  const own = await opened();
  expect(own.status).toBe(200);
  expect(own.text).toContain(markOf('b1'));
  for (const code of CODES.filter((one) => !below('b').includes(one))) {
    for (const path of [
      `?donvi=${id(code)}`,
      `?donvi=${id(code)}&tim=${markOf(code).slice(0, 3)}`,
      `/viec/${task(code)}`,
      `/viec/${world.things[code].claimed}/tep/1`,
    ]) {
      const { text } = await opened(path);
      const leaked = CODES.filter((one) => !below('b').includes(one) && text.includes(markOf(one)));
      // A document’s issuer is named on the cards of those it binds.
      expect(leaked, `${path}`).toEqual([]);
    }
  }
  await world.office.db.execute(sql`
    update memberships set ended_at = now() where person_id =
      (select person_id from accounts where native_id = 'coordinator-bnv')`);
  expect((await opened()).status).toBe(410);
  expect((await opened('/viec.xlsx')).status).toBe(410);
});
