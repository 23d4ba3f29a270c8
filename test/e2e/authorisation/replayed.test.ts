import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../bot/commands/index.ts';
import { POLICY } from '../../../core/people/can.ts';
import type { Person, Seen } from '../../support/rehearsal.ts';
import {
  below,
  books,
  CAST,
  CODES,
  type Code,
  differences,
  markOf,
  seatAt,
  type TwoDistricts,
  twoDistricts,
} from '../../support/two-districts.ts';

const REASON = 'chờ số liệu Bravoyte';
/** Who is led through everything the bot offers them, and how many buttons each presses. */
const SHOWN = ['official-b1', 'official-b2', 'coordinator-bnv', 'leader-b', 'admin-b'];
const PRESSES = 40;
/** Buttons that differ in their numbers only: so many of each are tried. */
const ALIKE = 2;

/** Buttons by what they do: "bc:#:card" with every one that was offered. */
const offered = new Map<string, Set<string>>();
/** What was offered to whom. */
const own = new Map<string, Set<string>>();

let world: TwoDistricts;
beforeAll(async () => {
  world = await twoDistricts();
  const owner = world.office.person('official-b1');
  const { task } = world.things.b1;
  await owner.forges(`up:${task}:blocked`);
  await owner.says(REASON);
  await owner.says('Sở Y tế');
  await owner.presses('⏩');
  await owner.presses('📨');
  await owner.forges(`ex:${task}`);
  await owner.says('15/4/2023');
  await owner.says(REASON);
  await owner.presses('📨');
}, 60_000);
afterAll(() => world.office.end());

function visibleTo(id: string): Code[] {
  const cast = CAST.find((one) => one.id === id);
  if (!cast?.role || !cast.at) return [];
  return POLICY.view[cast.role] === 'reach' ? below(seatAt(cast.at)) : [cast.at];
}

const said = (answers: readonly Seen[]) =>
  answers
    .flatMap(({ text, choices, files }) => [
      text,
      ...choices.map(({ label }) => label),
      ...files.map(({ name }) => name),
    ])
    .join('\n');

function leaks(shown: string, visible: readonly Code[]): Code[] {
  return CODES.filter((code) => !visible.includes(code) && shown.includes(markOf(code)));
}

function note(person: string, answers: readonly Seen[]): string[] {
  const ids = answers.flatMap(({ choices }) => choices.map(({ id }) => id));
  own.set(person, new Set([...(own.get(person) ?? []), ...ids]));
  for (const id of ids) {
    const shape = id.replace(/\d+/g, '#');
    offered.set(shape, (offered.get(shape) ?? new Set()).add(id));
  }
  return ids;
}

/** Types every command, then presses whatever was offered, oldest first. */
async function explore(player: Person): Promise<string[]> {
  const wrong: string[] = [];
  const waiting: string[] = [];
  const seen = new Map<string, number>();
  const take = (what: string, answers: readonly Seen[]) => {
    const leaked = leaks(said(answers), visibleTo(player.id));
    if (leaked.length > 0) wrong.push(`${what} shows ${leaked}: ${said(answers)}`);
    for (const id of note(player.id, answers)) {
      const shape = id.replace(/\d+/g, '#');
      const known = seen.get(shape) ?? 0;
      seen.set(shape, known + 1);
      if (known < 1) waiting.push(id);
    }
  };
  for (const { name } of COMMANDS) {
    if (name !== 'ngonngu') take(`/${name}`, await player.says(`/${name}`));
  }
  for (let press = 0; press < PRESSES; press++) {
    const id = waiting.shift();
    if (id === undefined) break;
    take(id, await player.forges(id));
  }
  return wrong;
}

describe('every button anybody was ever offered', () => {
  it.each(SHOWN)('shows %s only what is theirs to see', { timeout: 120_000 }, async (id) => {
    expect(await explore(world.office.person(id))).toEqual([]);
  });

  const pressers = [
    'official-c1',
    'coordinator-cnv',
    'leader-c',
    'official-b2',
    'former',
    'nobody',
  ];
  it.each(pressers)(
    'pressed by %s shows and changes nothing of others',
    { timeout: 180_000 },
    async (id) => {
      const pressed = [...offered.values()].flatMap((ids) =>
        [...ids].filter((one) => !own.get(id)?.has(one)).slice(0, ALIKE),
      );
      expect(pressed.length).toBeGreaterThan(30);
      const player = world.office.person(id);
      const before = await books(world.office);
      const wrong: string[] = [];
      for (const choice of pressed) {
        const shown = said(await player.forges(choice));
        const leaked = leaks(shown, visibleTo(id));
        if (leaked.length > 0) wrong.push(`${choice} shows ${leaked}: ${shown}`);
      }
      expect(wrong).toEqual([]);
      // One's own language, pictures or words, and codes for one's own channels and colleagues,
      // are one's own.
      const changed = differences(before, await books(world.office)).filter(
        (row) => !/^(persons|invites|consents|settings: \(text_only:\d+,true\)$)/.test(row),
      );
      expect(changed).toEqual([]);
      const invites = await world.office.db.execute<{ code: Code }>(sql`
      select a.code from invites i join agencies a on a.id = i.agency_id
      join persons p on p.id = i.created_by where p.code = ${id}`);
      for (const { code } of invites) expect(visibleTo(id)).toContain(code);
    },
  );

  it('pressed in the other district’s group shows nothing of this one', {
    timeout: 120_000,
  }, async () => {
    const pressed = [...offered.values()].flatMap((ids) => [...ids].slice(0, 1));
    const before = await books(world.office);
    for (const id of ['coordinator-cnv', 'coordinator-bnv']) {
      const player = world.office.inGroup(id, 'nhom-c');
      for (const choice of pressed) {
        const shown = said(await player.forges(choice));
        expect(leaks(shown, below('c')), `${choice}: ${shown}`).toEqual([]);
      }
    }
    expect(differences(before, await books(world.office))).toEqual([]);
  });
});
