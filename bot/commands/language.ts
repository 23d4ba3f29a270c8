import { setLocale } from '../../db/queries/people.ts';
import { isLocale, LOCALES, translator } from '../../locales/index.ts';
import type { LinkedCommand } from '../command.ts';
import { languageChoices } from '../language-choices.ts';

/** `/ngonngu`: Vietnamese or English, a person. */
export const language: LinkedCommand = {
  name: 'ngonngu',
  aliases: ['language'],
  words: ['ngon ngu', 'language', 'tieng anh', 'english'],
  where: 'private',
  access: 'linked',
  async run(ctx) {
    await ctx.reply({
      text: ctx.t('language.ask'),
      choices: languageChoices(LOCALES),
    });
  },
  choices: {
    async lang(ctx, [locale]) {
      if (locale === undefined || !isLocale(locale)) return;
      await setLocale(ctx.tx, ctx.person.id, locale);
      await ctx.answer({ text: translator(locale)('language.changed') });
    },
  },
};
