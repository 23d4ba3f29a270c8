import { join, type Markup } from '../../core/messages/markup.ts';
import type { Choice, Outgoing } from '../../core/messages/message.ts';
import { can, POLICY } from '../../core/people/can.ts';
import type { Consolidated } from '../../core/reports/consolidated.ts';
import { agenciesById } from '../../db/queries/agencies.ts';
import type { ExportKind } from '../../exports/consolidated/files.ts';
import { loadConsolidated } from '../../office/exports/consolidated.ts';
import { type NamedPeriod, periodNamed, periodsByNearness } from '../../office/exports/periods.ts';
import { periodText } from '../../views/dates.ts';
import { idArgument, type LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { homeChoices } from '../home.ts';
import { viewScope } from '../scope.ts';

/** What is offered, in this order, with the file it comes as. */
const OFFERED: readonly { kind: ExportKind; format: 'docx' | 'xlsx' }[] = [
  { kind: 'report', format: 'docx' },
  { kind: 'appendix', format: 'xlsx' },
  { kind: 'progress', format: 'xlsx' },
];
/** Names of missing agencies in a caption; the file names all. */
const NAMES = 6;
const PERIODS = 8;

/**
 * `/xuat [period]`: the consolidated report of a period, its figures or its tasks as a file.
 * `xu:<agency>[:<period>[:<kind>]]` asks for the period, then for the file, then makes it.
 */
export const exportFiles: LinkedCommand = {
  name: 'xuat',
  words: ['xuat', 'xuat bao cao', 'bao cao tong hop'],
  where: 'private',
  roles: ['coordinator', 'leader'],
  access: 'linked',
  async run(ctx, argument) {
    const [rootId] = await rootsOf(ctx);
    if (rootId === undefined) return ctx.reply({ text: ctx.t('export.not_yours') });
    const periods = await periodsByNearness(ctx.tx, ctx.today);
    const words = argument.trim();
    const period = words === '' ? null : periodNamed(words, periods);
    if (period) return ctx.reply(await askFile(ctx, rootId, period));
    await ctx.reply(await askPeriod(ctx, rootId, periods, words));
  },
  choices: {
    async xu(ctx, [root, periodId, kind]) {
      const rootId = idArgument(root);
      if (rootId === null || !can(ctx.actor, 'export', rootId)) {
        return ctx.reply({ text: ctx.t('export.not_yours') });
      }
      const periods = await periodsByNearness(ctx.tx, ctx.today);
      const period = periods.find(({ id }) => id === idArgument(periodId));
      if (!period) return ctx.answer(await askPeriod(ctx, rootId, periods, ''));
      const offered = OFFERED.find((one) => one.kind === kind);
      if (!offered) return ctx.answer(await askFile(ctx, rootId, period));
      await ctx.reply(await make(ctx, rootId, period, offered));
    },
  },
};

/** The places the person consolidates for or leads, the widest first; all below them is visible. */
async function rootsOf(ctx: LinkedContext): Promise<number[]> {
  const scope = await viewScope(ctx);
  const seats = ctx.actor.grants.flatMap(({ role, seatId }) =>
    POLICY.export[role] === 'reach' ? [seatId] : [],
  );
  return (scope?.roots ?? []).filter((id) => seats.includes(id));
}

async function askPeriod(
  ctx: LinkedContext,
  rootId: number,
  periods: readonly NamedPeriod[],
  unknown: string,
): Promise<Outgoing> {
  const { t } = ctx;
  if (periods.length === 0) return { text: t('export.no_periods') };
  const agency = await nameOf(ctx, rootId);
  const others = (await rootsOf(ctx)).filter((id) => id !== rootId);
  const elsewhere = await agenciesById(ctx.tx, others);
  return {
    text:
      unknown === ''
        ? t('export.ask_period', { agency })
        : t('export.unknown_period', { words: unknown }),
    choices: [
      ...periods
        .slice(0, PERIODS)
        .map((period) => [
          { id: `xu:${rootId}:${period.id}`, label: capitalised(named(ctx, period)) },
        ]),
      ...[...elsewhere.values()].map(({ id, name }) => [
        { id: `xu:${id}`, label: t.plain('export.button.other', { agency: name }) },
      ]),
    ],
  };
}

async function askFile(ctx: LinkedContext, rootId: number, period: NamedPeriod): Promise<Outgoing> {
  return {
    text: ctx.t('export.ask_file', {
      period: capitalised(named(ctx, period)),
      agency: await nameOf(ctx, rootId),
    }),
    choices: [
      ...fileChoices(ctx, rootId, period, null),
      [{ id: `xu:${rootId}`, label: ctx.t.plain('export.button.periods') }],
    ],
  };
}

function fileChoices(
  { t }: LinkedContext,
  rootId: number,
  period: NamedPeriod,
  but: ExportKind | null,
): Choice[][] {
  return OFFERED.filter(({ kind }) => kind !== but).map(({ kind }) => [
    { id: `xu:${rootId}:${period.id}:${kind}`, label: t.plain(`export.button.${kind}`) },
  ]);
}

async function make(
  ctx: LinkedContext,
  rootId: number,
  period: NamedPeriod,
  { kind, format }: (typeof OFFERED)[number],
): Promise<Outgoing> {
  const values = await loadConsolidated(ctx.tx, { periodId: period.id, rootAgencyId: rootId }, ctx);
  if (!values) return { text: ctx.t('refused.old_button'), choices: [homeChoices(ctx)] };
  if (kind === 'appendix' && values.forms.length === 0) {
    return {
      text: ctx.t('export.no_forms', { period: named(ctx, period) }),
      choices: fileChoices(ctx, rootId, period, kind),
    };
  }
  // Large libraries that most messages never need.
  const { exportFile } = await import('../../exports/consolidated/files.ts');
  const { name, mime, bytes, open } = await exportFile(kind, format, values);
  await ctx.audit({
    action: 'saw.export',
    subject: 'period',
    subjectId: period.id,
    agencyId: rootId,
    details: { kind },
  });
  return {
    text: caption(ctx, kind, values, open),
    document: { name, mime, hash: await ctx.store.put(bytes) },
    choices: fileChoices(ctx, rootId, period, kind),
  };
}

/** What is in the file, who has sent, who is missing, and what is left to the office. */
function caption(
  { t }: LinkedContext,
  kind: ExportKind,
  { body, period, forms, progress, reporting }: Consolidated,
  open: number,
): Markup {
  const { onTime, late, missing, missingAgencies } = reporting;
  const agencies = new Set([...onTime, ...late, ...missing].map(({ agency }) => agency)).size;
  const shown = missingAgencies.slice(0, NAMES).join(', ');
  const more = missingAgencies.length - NAMES;
  return join([
    t(`export.caption.${kind}`, {
      period: periodText(period.code, t) ?? period.name,
      agency: body.name,
      forms: forms.length,
      tasks: progress.reduce((sum, { tasks }) => sum + tasks.length, 0),
    }),
    agencies > 0
      ? t('export.sent', { sent: agencies - missingAgencies.length, agencies })
      : t('export.nobody_owes'),
    missingAgencies.length === 0
      ? ''
      : more > 0
        ? t('export.missing_more', { names: shown, more })
        : t('export.missing', { names: shown }),
    open > 0 ? t('export.open', { count: open }) : '',
  ]);
}

async function nameOf({ tx }: LinkedContext, id: number): Promise<string> {
  return (await agenciesById(tx, [id])).get(id)?.name ?? '';
}

function named({ t }: LinkedContext, { code, name }: NamedPeriod): string {
  return periodText(code, t) ?? name;
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
