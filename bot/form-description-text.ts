import { join, type Markup } from '../core/messages/markup.ts';
import type { Translate } from '../locales/index.ts';
import type {
  DescriptionIssue,
  FormChanged,
  FormPreview,
} from '../office/reports/describe-form.ts';

const SHOWN_PROBLEMS = 15;
const SHOWN_NAMES = 8;

/** What is wrong with a description, one line for each place. */
export function problemsText(problems: readonly DescriptionIssue[], t: Translate): Markup {
  const shown = problems.slice(0, SHOWN_PROBLEMS);
  const left = problems.length - shown.length;
  return join([
    t('describe.unreadable', { count: problems.length }),
    ...shown.map((problem) =>
      t('describe.at', { place: problem.place, what: problemText(problem, t) }),
    ),
    left > 0 ? t('describe.more', { count: left }) : null,
  ]);
}

function problemText(problem: DescriptionIssue, t: Translate): Markup {
  switch (problem.code) {
    case 'condition': {
      const { problem: why, text } = problem;
      if (why.code === 'wrong_type') {
        return t(`describe.condition.wrong_type_${why.expected}`, { text, at: why.at });
      }
      return t(`describe.condition.${why.code}`, { text, ...why });
    }
    case 'not_one_of': {
      const { found, allowed } = problem;
      const words = { found, allowed: allowed.join('; ') };
      return t(
        found === '' ? 'describe.problem.nothing_chosen' : 'describe.problem.not_one_of',
        words,
      );
    }
    default:
      return t(`describe.problem.${problem.code}`, { ...problem });
  }
}

/** Whether using it would change anything. */
export function changesAnything({ changed, moved }: FormPreview): boolean {
  return changed || moved;
}

/** What a description would change. */
export function previewText(preview: FormPreview, t: Translate): Markup {
  const { form, version, regime, changes, owedBy, unknown } = preview;
  const { name } = form;
  if (unknown.length > 0) return unknownText(unknown, t);
  if (!changesAnything(preview)) return t('describe.preview.nothing', { name });
  const listed = (key: string, list: readonly string[] | undefined) =>
    list && list.length > 0 ? t(`describe.preview.${key}`, { list: shortList(list) }) : null;
  return join([
    heading(preview, t),
    t('describe.preview.title', { title: preview.title }),
    t('describe.preview.size', { columns: form.columns.length, checks: form.checks.length }),
    preview.outdated && preview.changed
      ? t('describe.preview.outdated', { base: preview.basedOn, newest: version })
      : null,
    listed('added', changes?.added),
    listed('removed', changes?.removed),
    ...(changes?.changedKind ?? []).map(({ label, from, to }) =>
      t('describe.preview.kind', {
        label,
        from: t.plain(`describe.kind.${from}`),
        to: t.plain(`describe.kind.${to}`),
      }),
    ),
    listed('changed', changes?.changedOtherwise),
    listed('rows_added', changes?.rowsAdded),
    listed('rows_removed', changes?.rowsRemoved),
    listed('checks_added', changes?.checksAdded),
    listed('checks_removed', changes?.checksRemoved),
    listed('checks_changed', changes?.checksChanged),
    changes?.words ? t('describe.preview.words') : null,
    t('describe.preview.regime', { regime: regime.name }),
    owedText(owedBy, preview.duty, t),
    owedBy.agencyIds.length > 0 ? t('describe.preview.open', { count: owedBy.openReports }) : null,
  ]);
}

function heading({ form, version, changed }: FormPreview, t: Translate): Markup {
  const { name, code } = form;
  if (version === 0) return t('describe.preview.new', { name, code });
  if (!changed) return t('describe.preview.owners_only', { name, code });
  return t('describe.preview.version', { name, code, from: version, to: version + 1 });
}

function owedText(
  { agencyIds, names }: FormPreview['owedBy'],
  duty: FormPreview['duty'],
  t: Translate,
): Markup {
  const count = agencyIds.length;
  if (count === 0) return t('describe.preview.owed_nobody');
  const more = count > names.length ? '…' : '';
  return t(`describe.preview.owed_${duty}`, { count, names: `${names.join(', ')}${more}` });
}

function unknownText(unknown: FormPreview['unknown'], t: Translate): Markup {
  return join([
    t('describe.preview.unknown'),
    ...unknown
      .slice(0, SHOWN_PROBLEMS)
      .map(({ words, likely }) =>
        likely.length > 0
          ? t('describe.preview.unknown_likely', { words, likely: likely.join('; ') })
          : t('describe.preview.unknown_line', { words }),
      ),
  ]);
}

/** What was changed. */
export function doneText(
  name: string,
  { outcome, version }: Extract<FormChanged, { ok: true }>,
  t: Translate,
): Markup {
  return t(`describe.done.${outcome}`, { name, version });
}

function shortList(list: readonly string[]): string {
  const shown = list.slice(0, SHOWN_NAMES).map((one) => `“${one}”`);
  return `${shown.join('; ')}${list.length > shown.length ? `… (${list.length})` : ''}`;
}
