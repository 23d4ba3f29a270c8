import { join, type Markup } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import { shorten } from '../core/text/shorten.ts';
import { localDateAt } from '../core/time/zone.ts';
import type { Translate } from '../locales/index.ts';
import type { Undelivered } from '../office/undelivered.ts';
import { channelName } from './channel.ts';
import { shortDate } from './dates.ts';
import type { Now } from './obligation.ts';
import { pager } from './pager.ts';

const PER_PAGE = 5;
/** Named in one notice. */
const NAMED = 5;
const LABEL = 18;

/** Which messages nobody got and why, without a word of what they said; one page. `head`: what was just done. */
export function undeliveredMessage(
  all: readonly Undelivered[],
  page: number,
  at: Now,
  t: Translate,
  head: Markup | '' = '',
): Outgoing {
  if (all.length === 0) return { text: join([head, t('undelivered.none')], '\n\n') };
  const pages = Math.ceil(all.length / PER_PAGE);
  const current = Math.min(Math.max(page, 0), pages - 1);
  const shown = all.slice(current * PER_PAGE, (current + 1) * PER_PAGE);
  const ready = all.filter(({ way }) => way === 'resend').length;
  const lines = shown.map((letter, index) =>
    t('undelivered.item', {
      number: current * PER_PAGE + index + 1,
      who: whoText(letter),
      kind: t.plain(`undelivered.kind.${letter.kind}`),
      channel: channelName(letter.channel, t),
      date: shortDate(localDateAt(letter.createdAt, at.timeZone), at.today),
      why: t.plain(`undelivered.why.${letter.cause}`),
      what: t.plain(`undelivered.way.${letter.way}`),
    }),
  );
  return {
    text: join(
      [
        head,
        t('undelivered.title', { number: all.length }),
        ...lines,
        pages > 1 ? t('tiendo.page', { page: current + 1, pages }) : '',
      ],
      '\n\n',
    ),
    choices: [
      ...shown.map((letter, index) => itemChoices(letter, current, index, t)),
      ...(ready > 1
        ? [[{ id: 'ud:all', label: t.plain('undelivered.button.resend_all', { number: ready }) }]]
        : []),
      ...pager((other) => `ud:at:${other}`, current, pages, t),
    ],
  };
}

function itemChoices(letter: Undelivered, page: number, index: number, t: Translate): Choice[] {
  const params = { number: page * PER_PAGE + index + 1, name: shorten(letter.name, LABEL) };
  const drop = {
    id: `ud:drop:${letter.id}:${page}`,
    label: t.plain('undelivered.button.drop', params),
  };
  if (letter.way === 'renewed') return [drop];
  return [
    { id: `ud:send:${letter.id}:${page}`, label: t.plain('undelivered.button.resend', params) },
    drop,
  ];
}

/** "Họ tên (Phòng Tư pháp)". */
export function whoText(letter: Pick<Undelivered, 'name' | 'agency'>): string {
  return letter.name === '' ? letter.agency : `${letter.name} (${letter.agency})`;
}

/** Tells a coordinator which messages were given up since the last time. */
export function undeliveredNotice(fresh: readonly Undelivered[], t: Translate): Outgoing {
  const more = fresh.length - NAMED;
  return {
    text: join([
      t('undelivered.notice', { number: fresh.length }),
      ...fresh.slice(0, NAMED).map((letter) =>
        t('undelivered.notice_item', {
          who: whoText(letter),
          why: t.plain(`undelivered.why.${letter.cause}`),
        }),
      ),
      more > 0 ? t('undelivered.notice_more', { number: more }) : '',
    ]),
    choices: [[{ id: 'ud:at:0', label: t.plain('undelivered.button.see') }]],
  };
}
