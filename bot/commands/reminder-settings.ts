import { scopeOf } from '../../core/people/can.ts';
import { findAgency } from '../../office/find-agency.ts';
import type { LinkedCommand } from '../command.ts';
import { showAgencySettings } from '../reminding/agency-settings.ts';
import { showOwn } from '../reminding/own-settings.ts';
import { pressMute } from '../reminding/press-mute.ts';
import { pressSetting } from '../reminding/press-setting.ts';
import { pressSnooze } from '../reminding/press-snooze.ts';

/**
 * `/nhacviec`: when, how and of which rungs somebody is reminded; coordinators and administrators
 * also set it for agencies (`/nhacviec <agency>`) and see what is stopped.
 */
export const reminderSettings: LinkedCommand = {
  name: 'nhacviec',
  words: ['cai dat nhac viec', 'gio nhac', 'nhac viec'],
  where: 'private',
  access: 'linked',
  async run(ctx, argument) {
    const mine = scopeOf(ctx.actor, 'set_reminders');
    if (argument === '' || mine.size === 0) return showOwn(ctx, 'reply');
    const found = await findAgency(ctx.tx, argument, { day: ctx.today });
    if (found.agencyId !== null) return showAgencySettings(ctx, found.agencyId, null, 'reply');
    const likely = found.likely.filter(({ id }) => mine.has(id));
    const text = ctx.t(likely.length > 0 ? 'tiendo.did_you_mean' : 'owners.unknown', {
      words: argument,
    });
    await ctx.reply({
      text,
      choices: likely.map(({ id, name }) => [{ id: `nv:ag:${id}`, label: name }]),
    });
  },
  choices: { nv: pressSetting, hn: pressSnooze, tn: pressMute },
};
