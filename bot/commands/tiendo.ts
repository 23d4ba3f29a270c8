import { areaToken, groupOfToken } from '../../core/summary/group-token.ts';
import { TIENDO_VIEWS } from '../../views/tiendo/tiendo.ts';
import { idArgument, type OpenCommand } from '../command.ts';
import { chooseLook } from '../look.ts';
import { viewScope, withoutScope } from '../scope.ts';
import { answerQuestion } from '../tiendo/answer.ts';
import { periodOfToken } from '../tiendo/ask.ts';
import { board } from '../tiendo/board.ts';
import { showWork } from '../tiendo/work.ts';

/**
 * `/tiendo [words]`: how things stand in the part of the tree the asker may see; what may be asked
 * is in core/summary/question.ts. `td:<view>[:<agency>[:<page>[:<period>[:<area>[:<agencies>]]]]]`
 * are its deeper levels; one with a page turns the message it stands on, one without opens a new one.
 */
export const tiendo: OpenCommand = {
  name: 'tiendo',
  words: ['tien do', 'tinh hinh', 'tong hop'],
  where: 'both',
  access: 'anyone',
  run: (ctx, argument) => answerQuestion(ctx, argument),
  choices: {
    async td(ctx, [view, agency, page, period, area, group, from]) {
      const scope = await viewScope(ctx);
      if (!scope) return withoutScope(ctx);
      const message = await board(ctx, scope, {
        view: TIENDO_VIEWS.find((one) => one === view) ?? 'main',
        page: idArgument(page) ?? 0,
        agencyId: idArgument(agency),
        period: await periodOfToken(ctx, period),
        area: area === undefined ? null : areaToken(area),
        group: groupOfToken(group ?? '-'),
        fromAreas: from === 'a',
      });
      await ctx[page === undefined ? 'reply' : 'answer'](message);
    },
    async tw(ctx, [id]) {
      const scope = await viewScope(ctx);
      if (!scope) return withoutScope(ctx);
      await ctx.reply(await showWork(ctx, scope, idArgument(id) ?? -1));
    },
    async tp(ctx, [look, ...state]) {
      if (!(await chooseLook(ctx, look))) return ctx.reply({ text: ctx.t('refused.old_button') });
      return tiendo.choices?.td?.(ctx, ['main', ...state]);
    },
  },
};
