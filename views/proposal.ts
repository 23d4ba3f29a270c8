import { escapeText, GAP, join, type Markup } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import { GENERAL, type NarrativeArea } from '../core/reports/narrative.ts';
import { shorten } from '../core/text/shorten.ts';
import type { ObligationView } from '../db/queries/obligations.ts';
import type { ProposalView, ReplyView } from '../db/queries/proposals.ts';
import type { Translate } from '../locales/index.ts';
import { moment } from './dates.ts';
import { type Now, obligationName } from './obligation.ts';
import { areaName } from './reports/heading.ts';

/** Characters of a proposal quoted in messages about it; its card shows all of it. */
const QUOTED = 400;
/** Replies shown on a card, the newest ones. */
const REPLIES = 5;

/** "Cải cách thể chế"; what belongs to no single area is steering and all else. */
export function proposalArea(key: string, areas: readonly NarrativeArea[], t: Translate): string {
  if (key === GENERAL) return t.plain('proposal.general');
  return areaName(key, areas, t).replaceAll('_', ' ');
}

/** "Kiến nghị số 12". */
export function proposalName(
  { id, kind }: Pick<ProposalView, 'id' | 'kind'>,
  t: Translate,
): string {
  return t.plain(`proposal.name.${kind}`, { number: id });
}

/** Who says what about which area, quoted: above every step that deals with it. */
export function proposalHeading(proposal: ProposalView, t: Translate): Markup {
  return t('proposal.heading', {
    name: proposalName(proposal, t),
    agency: proposal.agencyName,
    area: proposalArea(proposal.area, [], t),
    words: shorten(proposal.words, QUOTED),
  });
}

/** All of a proposal and what became of it. */
export function proposalCard(
  proposal: ProposalView,
  { replies, work }: { replies: readonly ReplyView[]; work: ObligationView | null },
  at: Now,
  t: Translate,
): Markup {
  const shown = replies.slice(-REPLIES);
  return join([
    t('proposal.card.title', { name: proposalName(proposal, t), agency: proposal.agencyName }),
    escapeText(proposalArea(proposal.area, [], t)),
    work ? t('proposal.card.work', { name: obligationName(work, t) }) : '',
    t('proposal.card.sent', { who: proposal.personName, at: moment(proposal.at, at, t) }),
    GAP,
    escapeText(proposal.words),
    GAP,
    t('proposal.card.state', {
      mark: t.plain(`proposal.mark.${proposal.state}`),
      state: t.plain(`proposal.state.${proposal.state}`),
    }),
    replies.length > shown.length
      ? t('proposal.card.earlier', { count: replies.length - shown.length })
      : '',
    ...shown.map((reply) => replyLine(reply, at, t)),
  ]);
}

/** "08:05 ngày 01/03, …: đã trả lời: …". */
export function replyLine(reply: ReplyView, at: Now, t: Translate): Markup {
  const said = { who: reply.personName, at: moment(reply.at, at, t), words: reply.words };
  if (reply.kind === 'answered') return t('proposal.reply.answered', said);
  const key = reply.words === '' ? 'proposal.reply.forwarded' : 'proposal.reply.forwarded_note';
  return t(key, { ...said, to: reply.to ?? '' });
}

/** To those who look after the agency: what it sent, with what can be done. */
export function sentNotice(proposal: ProposalView, t: Translate): Outgoing {
  return {
    text: join([t('proposal.notice.sent'), proposalHeading(proposal, t)]),
    choices: [
      [answerChoice(proposal, t), forwardChoice(proposal, t)],
      [{ id: `kn:c:${proposal.id}`, label: t.plain('proposal.button.later') }],
    ],
  };
}

/** To the agency that sent it: where it went. */
export function forwardedNotice(
  proposal: ProposalView,
  { to, note }: { to: string; note: string },
  t: Translate,
): Outgoing {
  return {
    text: join([
      t('proposal.notice.forwarded', { name: proposalName(proposal, t), to }),
      note === '' ? '' : t('proposal.notice.note', { note }),
      t('proposal.notice.quote', { words: shorten(proposal.words, QUOTED) }),
    ]),
    choices: [[openChoice(proposal, t)]],
  };
}

/** To the agency it was passed on to. */
export function passedOnNotice(proposal: ProposalView, note: string, t: Translate): Outgoing {
  return {
    text: join([
      t('proposal.notice.passed_on'),
      proposalHeading(proposal, t),
      note === '' ? '' : t('proposal.notice.note', { note }),
    ]),
    choices: [[answerChoice(proposal, t), openChoice(proposal, t)]],
  };
}

/** To the agency that sent it: the answer. */
export function answeredNotice(proposal: ProposalView, answer: string, t: Translate): Outgoing {
  return {
    text: join([
      t('proposal.notice.answered', { name: proposalName(proposal, t) }),
      t('proposal.notice.quote', { words: shorten(proposal.words, QUOTED) }),
      GAP,
      t('proposal.notice.answer', { words: answer }),
    ]),
    choices: [[followChoice(proposal, t), openChoice(proposal, t)]],
  };
}

/** To the coordinators: what the agency it was passed on to answered. */
export function answeredForNotice(
  proposal: ProposalView,
  { who, answer }: { who: string; answer: string },
  t: Translate,
): Outgoing {
  return {
    text: join([
      t('proposal.notice.answered_for', { who }),
      proposalHeading(proposal, t),
      GAP,
      t('proposal.notice.answer', { words: answer }),
    ]),
    choices: [[openChoice(proposal, t)]],
  };
}

export function answerChoice({ id, state }: ProposalView, t: Translate): Choice {
  const key = state === 'answered' ? 'proposal.button.answer_more' : 'proposal.button.answer';
  return { id: `kn:a:${id}`, label: t.plain(key) };
}

export function forwardChoice({ id }: Pick<ProposalView, 'id'>, t: Translate): Choice {
  return { id: `kn:w:${id}`, label: t.plain('proposal.button.forward') };
}

export function followChoice({ id }: Pick<ProposalView, 'id'>, t: Translate): Choice {
  return { id: `kn:f:${id}`, label: t.plain('proposal.button.follow') };
}

export function openChoice({ id }: Pick<ProposalView, 'id'>, t: Translate): Choice {
  return { id: `kn:c:${id}`, label: t.plain('proposal.button.open') };
}

/** Below what was reported as blocked: the one tap that sends it as a proposal too. */
export function attachChoice({ id }: Pick<ObligationView, 'id'>, t: Translate): Choice {
  return { id: `kn:b:${id}`, label: t.plain('proposal.button.attach') };
}
