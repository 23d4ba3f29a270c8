import { join } from '../../core/messages/markup.ts';
import { fold } from '../../core/text/fold.ts';
import { type DataSection, dataAbout } from '../../db/queries/personal-data.ts';
import { recordConsent } from '../../office/consent.ts';
import { channelName } from '../../views/channel.ts';
import { moment } from '../../views/dates.ts';
import type { LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { dataFile } from '../privacy/data-file.ts';
import { askDeletion } from '../privacy/deletion.ts';

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * `/dulieucuatoi`: what is kept about the asker, in short and as a file with all of it. `cs:yes` and
 * `cs:no` answer the question whether it may be kept.
 */
export const myData: LinkedCommand = {
  name: 'dulieucuatoi',
  words: ['du lieu cua toi', 'thong tin cua toi', 'du lieu ca nhan'],
  where: 'private',
  access: 'linked',
  async run(ctx) {
    const { t } = ctx;
    const { id } = ctx.person;
    await ctx.audit({ action: 'saw.own_data', subject: 'person', subjectId: id });
    const sections = await dataAbout(ctx.tx, id);
    const bytes = await dataFile(sections, ctx, t);
    const name = `${fold(t.plain('privacy.file_name')).replace(/ /g, '-')}-${ctx.today}.xlsx`;
    await ctx.reply({
      text: join([t('privacy.mine'), ...lines(ctx, sections), t('privacy.mine_rights')]),
      document: { name, mime: EXCEL, hash: await ctx.store.put(bytes) },
    });
  },
  choices: {
    async cs(ctx, [what]) {
      if (what === 'no') return askDeletion(ctx);
      if (what !== 'yes') return ctx.reply({ text: ctx.t('refused.old_button') });
      const { channel } = ctx.incoming;
      await recordConsent(ctx.tx, { personId: ctx.person.id, channel }, ctx.now);
      await ctx.answer({ text: ctx.t('privacy.agreed') });
    },
  },
};

/** Counted in the message; everything else stands in the file. */
const COUNTED = ['updates', 'files', 'reports', 'proposals', 'messages'] as const;

function lines({ t, person, timeZone, today }: LinkedContext, sections: readonly DataSection[]) {
  const rowsOf = (name: DataSection['name']) =>
    sections.find((section) => section.name === name)?.rows ?? [];
  const when = (at: unknown) => (at instanceof Date ? moment(at, { today, timeZone }, t) : '');
  const [consent] = rowsOf('consents').slice(-1);
  return [
    t('privacy.line.name', { name: person.name }),
    ...rowsOf('accounts').map(([channel, , at]) =>
      t('privacy.line.account', { channel: channelName(String(channel), t), at: when(at) }),
    ),
    ...rowsOf('memberships').map(([agency, role, from, until]) =>
      t(until === null ? 'privacy.line.membership' : 'privacy.line.membership_past', {
        agency: String(agency),
        role: t.plain(`role.${role}`),
        from: when(from),
        until: when(until),
      }),
    ),
    t(
      'privacy.line.counts',
      Object.fromEntries(COUNTED.map((name) => [name, rowsOf(name).length])),
    ),
    consent ? t('privacy.line.consent', { at: when(consent[3]) }) : t('privacy.line.no_consent'),
  ];
}
