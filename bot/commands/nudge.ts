import { can, hasRole, scopeOf } from '../../core/people/can.ts';
import { areaToken, groupOfToken, groupToken } from '../../core/summary/group-token.ts';
import { dateOf, type LocalDate } from '../../core/time/local-date.ts';
import { agencyById } from '../../db/queries/agencies.ts';
import { nudgeKey, nudgesOn } from '../../db/queries/nudges.ts';
import type { ObligationView } from '../../db/queries/obligations.ts';
import { enqueue } from '../../db/queries/outbox.ts';
import { currentMembers, personNames } from '../../db/queries/people.ts';
import { translator } from '../../locales/index.ts';
import { standardLadder } from '../../office/ladders.ts';
import { type NudgePlan, planNudge } from '../../office/nudge.ts';
import { loadSummary, type SummaryPage } from '../../office/summary.ts';
import {
  nudgeDone,
  nudgedNow,
  nudgeMessage,
  nudgeOutcome,
  nudgeQuestion,
} from '../../views/nudge.ts';
import { scopeText } from '../../views/tiendo/board.ts';
import { idArgument, type LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import type { ViewScope } from '../scope.ts';
import { periodOfToken, readAsked, type Wanted } from '../tiendo/ask.ts';
import { WHOLE } from '../tiendo/board.ts';

/**
 * `/nhac [agency, set, area, period]`: a coordinator reminds all who are late, at once: shows how
 * many would hear of how much, and sends after one more tap. Each person gets one message.
 */
export const nudge: LinkedCommand = {
  name: 'nhac',
  words: ['nhac viec tre', 'nhac ngay'],
  where: 'private',
  roles: ['coordinator'],
  access: 'linked',
  run: (ctx, argument) => ask(ctx, argument),
  choices: {
    async nc(ctx, [verb, ...rest]) {
      if (!hasRole(ctx.actor, 'coordinator')) return ctx.reply({ text: ctx.t('nudge.not_yours') });
      if (verb === 'no') return ctx.answer({ text: ctx.t('nudge.dropped') });
      if (verb === 'seen') return showOutcome(ctx, rest[0]);
      const wanted = await wantedIn(ctx, rest);
      if (verb === 'ask') return offer(ctx, wanted, 'answer');
      if (verb === 'new' || verb === 'all') return send(ctx, wanted, verb);
      await ctx.reply({ text: ctx.t('refused.old_button') });
    },
  },
};

async function ask(ctx: LinkedContext, words: string): Promise<void> {
  const scope = nudgeScope(ctx);
  if (!scope) return ctx.reply({ text: ctx.t('nudge.not_yours') });
  if (words === '') return offer(ctx, WHOLE, 'reply');
  const { question, wanted, choices } = await readAsked(ctx, words, scope);
  if (choices.length > 0) {
    return ctx.reply({
      text: ctx.t('tiendo.did_you_mean', { words }),
      choices: choices.map(({ name, wanted: one }) => [{ id: idOf('ask', one), label: name }]),
    });
  }
  const { agencyId, group, area, period } = wanted;
  const isNarrowed = [agencyId, group, area, period].some((one) => one !== null);
  // Words that narrow nothing are never taken for everybody, unless they only say "late".
  if (question.unknown !== '' || !(isNarrowed || question.view === 'late')) {
    return ctx.reply({ text: ctx.t('nudge.unknown', { words }) });
  }
  await offer(ctx, wanted, 'reply');
}

/** The agencies whose late ones this person may remind; null where there are none. */
function nudgeScope({ actor }: LinkedContext): ViewScope | null {
  const roots = actor.grants.flatMap(({ role, seatId }) =>
    role === 'coordinator' ? [seatId] : [],
  );
  const [rootId] = roots;
  return rootId === undefined ? null : { rootId, roots, visible: scopeOf(actor, 'remind') };
}

interface Found {
  plan: NudgePlan;
  pages: SummaryPage[];
}

/** What is late there now and who would hear of it; null where it is not the asker's to remind. */
async function find(ctx: LinkedContext, wanted: Wanted): Promise<Found | null> {
  const scope = nudgeScope(ctx);
  if (!scope) return null;
  const { agencyId, period, area, group } = wanted;
  if (agencyId !== null && !can(ctx.actor, 'remind', agencyId)) return null;
  const pages: SummaryPage[] = [];
  for (const id of agencyId === null ? new Set(scope.roots) : [agencyId]) {
    const page = await loadSummary(ctx.tx, id, scope.visible, ctx.present, period, { area, group });
    if (page) pages.push(page);
  }
  const late = new Map<number, ObligationView>();
  for (const { summary, obligations } of pages) {
    for (const { id } of summary.late) {
      const item = obligations.get(id);
      if (item) late.set(id, item);
    }
  }
  const { present: now, timeZone } = ctx;
  const byId = ctx.actor.personId;
  const ladder = await standardLadder(ctx.tx);
  const input = { late: [...late.values()], byId, now, timeZone, ladder };
  return { plan: await planNudge(ctx.tx, input), pages };
}

async function offer(ctx: LinkedContext, wanted: Wanted, how: 'reply' | 'answer'): Promise<void> {
  const found = await find(ctx, wanted);
  if (!found) return ctx.reply({ text: ctx.t('refused.not_your_scope') });
  const scope = found.pages.map((page) => scopeText(page, ctx.t)).join(', ');
  for (const { scope: shown } of found.pages) {
    const seen = { action: 'saw.progress', subject: 'agency', subjectId: shown.id } as const;
    await ctx.audit({ ...seen, agencyId: shown.id, details: { view: 'nudge' } });
  }
  await ctx[how](nudgeQuestion(found.plan, scope, ctx, (verb) => idOf(verb, wanted), ctx.t));
}

async function send(ctx: LinkedContext, wanted: Wanted, who: 'new' | 'all'): Promise<void> {
  const found = await find(ctx, wanted);
  if (!found) return ctx.reply({ text: ctx.t('refused.not_your_scope') });
  const { plan } = found;
  const people = nudgedNow(plan, who);
  // Pressed twice, or settled meanwhile: what is left is said.
  if (people.length === 0) return offer(ctx, wanted, 'answer');
  const { personId, name, grants } = ctx.actor;
  const seat = grants.find(({ role }) => role === 'coordinator')?.agencyId;
  const agency = (seat === undefined ? null : await agencyById(ctx.tx, seat))?.name ?? '';
  const told = new Map<number, { people: number; works: number }>();
  for (const one of people) {
    const { member, actor } = one.target;
    if (member.conversationId === null) continue;
    const message = nudgeMessage(one, { name, agency }, ctx.timeZone, translator(member.locale));
    await enqueue(
      ctx.tx,
      {
        conversationId: member.conversationId,
        kind: 'notice',
        message,
        dedupeKey: nudgeKey(plan.day, actor.personId, personId),
        notBefore: one.notBefore,
        expiresAt: one.expiresAt,
      },
      ctx.present,
    );
    for (const agencyId of new Set(one.items.map((item) => item.agencyId))) {
      const works = one.items.filter((item) => item.agencyId === agencyId).length;
      told.set(agencyId, { people: (told.get(agencyId)?.people ?? 0) + 1, works });
    }
  }
  for (const [agencyId, details] of told) {
    await ctx.audit({
      action: 'reminders.sent',
      subject: 'agency',
      subjectId: agencyId,
      agencyId,
      details: { ...details, day: plan.day },
    });
  }
  await ctx.answer(nudgeDone(plan, people, ctx, ctx.t));
}

async function showOutcome(ctx: LinkedContext, text: string | undefined): Promise<void> {
  const day = dayArgument(text);
  if (day === null) return ctx.reply({ text: ctx.t('refused.old_button') });
  const reach = scopeOf(ctx.actor, 'remind');
  const members = (await currentMembers(ctx.tx)).filter(({ agencyId }) => reach.has(agencyId));
  const ids = [...new Set(members.map(({ personId }) => personId))];
  const mine = (await nudgesOn(ctx.tx, day, ids)).filter(({ byId }) => byId === ctx.actor.personId);
  const names = await personNames(
    ctx.tx,
    mine.map(({ personId }) => personId),
  );
  await ctx.reply(nudgeOutcome(mine, names, ctx.t));
}

/** `nc:<verb>:<agency>:<period>:<area>:<agencies>`, "-" for what is not narrowed. */
function idOf(verb: string, { agencyId, period, area, group }: Wanted): string {
  const parts = [
    agencyId ?? '-',
    period ? (period.id ?? period.code) : '-',
    area ?? '-',
    group ? groupToken(group) : '-',
  ].map(String);
  while (parts.at(-1) === '-') parts.pop();
  return ['nc', verb, ...parts].join(':');
}

async function wantedIn(ctx: LinkedContext, args: readonly string[]): Promise<Wanted> {
  const [agency, period, area, group] = args;
  return {
    ...WHOLE,
    agencyId: idArgument(agency),
    period: await periodOfToken(ctx, period),
    area: area === undefined ? null : areaToken(area),
    group: groupOfToken(group ?? '-'),
  };
}

/** A day in a button; null for what somebody made up. */
function dayArgument(text: string | undefined): LocalDate | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text ?? '') ?? [];
  return dateOf(Number(year ?? 0), Number(month ?? 0), Number(day ?? 0));
}
