import { can, scopeOf } from '../../core/people/can.ts';
import { resultOf } from '../../office/scoring/result.ts';
import { type EntryScores, entryScores, isVerifiable } from '../../office/scoring/state.ts';
import { closeVerification, publish, verifyOne, verifyRest } from '../../office/scoring/verify.ts';
import { numberText } from '../../views/number.ts';
import { publishQuestion, scoringBoard } from '../../views/scoring/board.ts';
import { differencesMessage } from '../../views/scoring/card.ts';
import { rankLine, resultMessage } from '../../views/scoring/result.ts';
import { closeQuestion, verifyCriterion, verifyMessage } from '../../views/scoring/verify.ts';
import { resultSheets } from '../../views/scoring/workbook.ts';
import { idArgument } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { noteDecision } from '../decisions.ts';
import { startForm } from '../forms/session.ts';
import { pictureStore } from '../look.ts';
import { tellAgency } from '../notices.ts';
import { entryFor, leafOf, noteSeen, rightsAt, scoringFor, speaker } from './entry.ts';
import { XLSX } from './sheets.ts';

/** All agencies of a scoring; without scores for whoever does not verify. */
export async function board(ctx: LinkedContext, [id, page]: string[]): Promise<void> {
  const found = await scoringFor(ctx, id, 'view');
  if (!found) return;
  const { state, verifies } = found;
  const seen = state.entries.filter(
    ({ entry }) => verifies || can(ctx.actor, 'view', entry.agencyId),
  );
  const agencyId = state.campaign.issuerId;
  const noted = { action: 'saw.progress', subject: 'agency', subjectId: agencyId } as const;
  await ctx.audit({
    ...noted,
    agencyId,
    details: { view: 'scoring', campaign: state.campaign.id },
  });
  const message = scoringBoard({ ...state, entries: seen }, idArgument(page) ?? 0, {
    verifies,
    at: ctx,
    t: ctx.t,
  });
  await ctx[page === undefined ? 'reply' : 'answer'](message);
}

/** The ranking: for those who verify at any time, for whoever may see an agency of it once published. */
export async function result(ctx: LinkedContext, [id]: string[]): Promise<void> {
  const found = await scoringFor(ctx, id, 'view');
  if (!found) return;
  const { state, verifies } = found;
  if (!state.campaign.closedAt && !verifies) {
    return ctx.reply({ text: ctx.t('scoring.result.not_yet') });
  }
  const agencyId = state.campaign.issuerId;
  const noted = { action: 'saw.progress', subject: 'agency', subjectId: agencyId } as const;
  await ctx.audit({ ...noted, agencyId, details: { view: 'scores', campaign: state.campaign.id } });
  const message = await resultMessage(state, await pictureStore(ctx), ctx, ctx.t);
  const own = state.entries.filter(({ entry }) => can(ctx.actor, 'update', entry.agencyId));
  await ctx.reply({
    ...message,
    choices: [
      ...(message.choices ?? []),
      ...own.map(({ entry }) => [
        { id: `cm:e:${entry.id}`, label: ctx.t.plain('scoring.button.card') },
      ]),
      ...(verifies
        ? [[{ id: `cm:b:${state.campaign.id}:0`, label: ctx.t.plain('scoring.button.board') }]]
        : []),
    ],
  });
}

/** The same as a workbook, with the criteria of the agencies the person may see. */
export async function resultFile(ctx: LinkedContext, [id]: string[]): Promise<void> {
  const found = await scoringFor(ctx, id, 'view');
  if (!found) return;
  const { state, verifies } = found;
  const { campaign, entries } = state;
  if (!campaign.closedAt && !verifies) {
    return ctx.reply({ text: ctx.t('scoring.result.not_yet') });
  }
  const visible = verifies
    ? new Set(entries.map(({ entry }) => entry.agencyId))
    : scopeOf(ctx.actor, 'view');
  // A large library that most messages never need.
  const { writeTablesExcel } = await import('../../exports/tables-excel.ts');
  const hash = await ctx.store.put(await writeTablesExcel(resultSheets(state, visible, ctx.t)));
  const agencyId = campaign.issuerId;
  const noted = { action: 'saw.export', subject: 'agency', subjectId: agencyId } as const;
  await ctx.audit({ ...noted, agencyId, details: { kind: 'scores', campaign: campaign.id } });
  await ctx.reply({
    text: ctx.t('scoring.result.excel', { name: state.details.name }),
    document: { name: `ket-qua-cham-diem-${campaign.year}.xlsx`, mime: XLSX, hash },
  });
}

/** An agency's criteria, to take over or change. */
export async function list(ctx: LinkedContext, [id, page]: string[]): Promise<void> {
  const state = await verifiable(ctx, id);
  if (!state) return;
  await noteSeen(ctx, state, rightsAt(ctx, state));
  await ctx.answer(verifyMessage(state, idArgument(page) ?? 0, ctx.t));
}

/** One of them, with what proves it. */
export async function criterion(ctx: LinkedContext, [id, which]: string[]): Promise<void> {
  const state = await verifiable(ctx, id);
  const one = state && leafOf(state, which);
  if (one) await ctx.answer(verifyCriterion(state, one, ctx.t));
  else if (state) await ctx.answer(verifyMessage(state, 0, ctx.t));
}

/** Its files, each as a message. */
export async function files(ctx: LinkedContext, [id, which]: string[]): Promise<void> {
  const state = await entryFor(ctx, id, 'verify_scores');
  const one = state && leafOf(state, which);
  // What is not sent yet is the agency's own.
  if (!state) return;
  if (!one || (state.phase !== 'sent' && state.phase !== 'verified')) return notNow(ctx, state);
  const { agencyId } = state.entry;
  const seen = { action: 'saw.file', subject: 'agency', subjectId: agencyId } as const;
  await ctx.audit({ ...seen, agencyId, details: { criterion: one.id } });
  for (const { name, mime, hash } of one.selfFiles) {
    const text = ctx.t('scoring.verify.file', { name, number: one.number });
    await ctx.reply({ text, document: { name, mime, hash } });
  }
}

/** Takes one score over as it is. */
export async function acceptOne(ctx: LinkedContext, [id, which]: string[]): Promise<void> {
  const state = await verifiable(ctx, id);
  const one = state && leafOf(state, which);
  if (!state) return;
  if (!one?.self) return ctx.answer(verifyMessage(state, 0, ctx.t));
  const given = { criterionId: one.id, score: one.self.score, reason: null };
  const done = await verifyOne(ctx.tx, state.entry.id, given, speaker(ctx), ctx.now);
  if (done !== 'kept') return ctx.reply({ text: ctx.t('scoring.verify.over') });
  await noteDecision(ctx, 'scoring', state.entry, 'score_accepted');
  const after = (await entryScores(ctx.tx, state.entry.id)) ?? state;
  const next = after.verified.left.find(({ id: other }) => other !== one.id);
  const leaf = next ? leafOf(after, String(next.id)) : null;
  await ctx.answer(leaf ? verifyCriterion(after, leaf, ctx.t) : verifyMessage(after, 0, ctx.t));
}

/** Another score, with the reason. */
export async function change(ctx: LinkedContext, [id, which]: string[]): Promise<void> {
  const state = await verifiable(ctx, id);
  const one = state && leafOf(state, which);
  if (!state) return;
  if (!one) return ctx.answer(verifyMessage(state, 0, ctx.t));
  const context = { entry: state.entry.id, criterion: one.id, max: one.maxScore };
  const self = one.self?.score ?? null;
  await startForm(ctx, 'score_change', { context: { ...context, self }, answers: {} });
}

/** Takes over all that is not verified yet, after one question. */
export async function acceptRest(ctx: LinkedContext, [id, sure]: string[]): Promise<void> {
  const { t } = ctx;
  const state = await verifiable(ctx, id);
  if (!state) return;
  const { left, unreasoned } = state.verified;
  if (sure !== 'yes') {
    return ctx.reply({
      text: t('scoring.verify.ask_rest', {
        count: left.length + unreasoned.length,
        agency: state.entry.agencyName,
      }),
      choices: [
        [{ id: `cm:a:${state.entry.id}:yes`, label: t.plain('scoring.button.accept_yes') }],
        [{ id: `cm:v:${state.entry.id}:0`, label: t.plain('scoring.button.not_yet') }],
      ],
    });
  }
  const count = await verifyRest(ctx.tx, state.entry.id, speaker(ctx), ctx.now);
  if (count === null) return ctx.reply({ text: t('scoring.verify.over') });
  await noteDecision(ctx, 'scoring', state.entry, 'scores_accepted');
  const after = (await entryScores(ctx.tx, state.entry.id)) ?? state;
  await ctx.answer(verifyMessage(after, 0, t));
}

/** Ends the verification of an agency, after one question; the agency is told what differs, and why. */
export async function close(ctx: LinkedContext, [id, sure]: string[]): Promise<void> {
  const { t } = ctx;
  const state = await verifiable(ctx, id);
  if (!state) return;
  const { left, unreasoned } = state.verified;
  const open = left.length + unreasoned.length;
  if (open > 0) return ctx.reply({ text: t('scoring.close.open', { count: open }) });
  if (sure !== 'yes') return ctx.reply(closeQuestion(state, t));
  const done = await closeVerification(ctx.tx, state.entry.id, speaker(ctx), ctx.now);
  if (done !== 'closed') return ctx.reply({ text: t('scoring.verify.over') });
  await noteDecision(ctx, 'scoring', state.entry, 'verification_closed');
  const after = (await entryScores(ctx.tx, state.entry.id)) ?? state;
  await ctx.answer({
    text: t('scoring.close.done', {
      agency: after.entry.agencyName,
      points: numberText(after.verified.verified, t),
    }),
    choices: [[{ id: `cm:b:${after.campaign.id}:0`, label: t.plain('scoring.button.board') }]],
  });
  await tellAgency(ctx, after.entry.agencyId, (to) =>
    after.verified.changed.length > 0
      ? differencesMessage(after, 0, to)
      : {
          text: to('scoring.notice.verified', {
            name: after.details.name,
            points: numberText(after.verified.verified, to),
          }),
          choices: [[{ id: `cm:e:${after.entry.id}`, label: to.plain('scoring.button.card') }]],
        },
  );
}

/** Publishes the result, after one question; every ranked agency is told its place. */
export async function publishResult(ctx: LinkedContext, [id, sure]: string[]): Promise<void> {
  const { t } = ctx;
  const found = await scoringFor(ctx, id, 'verify_scores');
  if (!found) return;
  const { campaign } = found.state;
  if (campaign.closedAt) return ctx.reply({ text: t('scoring.publish.before') });
  if (sure !== 'yes') return ctx.reply(publishQuestion(found.state, t));
  const result = await publish(ctx.tx, campaign.id, speaker(ctx), ctx.now);
  if (result.done !== 'published') {
    const key = result.done === 'nobody' ? 'scoring.publish.nobody' : 'scoring.publish.before';
    return ctx.reply({ text: t(key) });
  }
  const { state } = result;
  await noteDecision(
    ctx,
    'scoring',
    { agencyId: campaign.issuerId, id: campaign.id },
    'result_published',
  );
  const message = await resultMessage(state, await pictureStore(ctx), ctx, t);
  await ctx.answer({ text: t('scoring.publish.done', { name: state.details.name }) });
  await ctx.reply(message);
  for (const line of resultOf(state)) {
    if (line.rank === null) continue;
    await tellAgency(ctx, line.entry.entry.agencyId, (to) => ({
      text: to('scoring.notice.published', { name: state.details.name, line: rankLine(line, to) }),
      choices: [[{ id: `cm:r:${campaign.id}`, label: to.plain('scoring.button.result') }]],
    }));
  }
}

/** An agency whose scores are there to be verified; otherwise says how it stands. */
async function verifiable(ctx: LinkedContext, id: string | undefined): Promise<EntryScores | null> {
  const state = await entryFor(ctx, id, 'verify_scores');
  if (!state || isVerifiable(state)) return state;
  await notNow(ctx, state);
  return null;
}

async function notNow(ctx: LinkedContext, state: EntryScores): Promise<void> {
  await ctx.reply({
    text: ctx.t('scoring.verify.not_now', {
      agency: state.entry.agencyName,
      phase: ctx.t.plain(`scoring.phase.${state.phase}`),
    }),
  });
}
