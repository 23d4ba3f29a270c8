import { type Clause, saidWords } from './clauses.ts';
import type { About, Known, StatementContext } from './statement.ts';
import { coverage, isTelling, matchTitle, type Titles } from './titles.ts';
import type { Word, Words } from './words.ts';

/** More obligations than anybody reports on in one breath are not read. */
const MOST = 30;

/** Words of any task's course, by which nothing else can be meant. */
const ANY_WORK: ReadonlySet<string> = new Set(
  (
    'trinh ky soan thao lay y kien lanh dao dong dau chu nhan su nguoi chua khong thieu cho thoi gian ' +
    'nganh tham muu khoi luong nghiem thu ua uh hon gan nua cung moi vua dau truoc minh chuyen sua duyet ' +
    'hoan thien tien mot sap phong ban cac don xin nay no may dua thay duyet phe hy hi vong cai gi'
  ).split(' '),
);

/** Words not found in what can only be meant that make it doubtful. */
const STRANGE = 3;

/**
 * Which obligations a clause is about: one entry for each that it names by number, otherwise one. By
 * number first, then by a report's period, by title, by the reminder answered, and where there is
 * only one, by that; what contradicts it makes it uncertain.
 */
export function aboutOf(
  message: Words,
  clause: Clause,
  context: StatementContext,
  titles: Titles,
): About[] {
  const abouts = meant(message, clause, context, titles);
  const all = context.obligations.map(({ id }) => id);
  // "trừ nv 3, tất cả …", or something of another year: whatever is named is not simply meant.
  const mixed = clause.labels.length > 0 && speaksOfAll(clause);
  return abouts.map((about) => {
    const [id] = about.obligationIds;
    const named = context.obligations.find((one) => one.id === id);
    if (!about.certain || !(mixed || ofOtherYear(message, clause, context, named))) return about;
    return {
      ...about,
      obligationIds: [...new Set([...about.obligationIds, ...all])],
      certain: false,
    };
  });
}

function meant(message: Words, clause: Clause, context: StatementContext, titles: Titles): About[] {
  const said = clause.parts.flatMap((part) => [...saidWords(message, part), null]);
  const title = matchTitle(said, titles);
  const all = context.obligations.map(({ id }) => id);
  const others = (first: readonly number[]) => [...new Set([...first, ...all])];
  if (clause.labels.length > 0) {
    return clause.labels
      .slice(0, MOST)
      .map((label) => byLabel(label, clause, context, title, others));
  }
  if (all.length > 1 && speaksOfAll(clause)) return [unsure(others([]), 'title')];
  const [period, ...morePeriods] = clause.periods;
  if (period) {
    const ids = [...new Set([period, ...morePeriods].flat())];
    const clash = title.certain && title.ids[0] !== ids[0];
    const reply = context.replyTo !== null && context.replyTo !== ids[0];
    if (ids.length === 1 && !clash && !reply)
      return [{ obligationIds: ids, how: 'title', certain: true }];
    return [{ obligationIds: others([...ids, ...title.ids]), how: 'title', certain: false }];
  }
  return [byWords(said, context, titles, title, others)];
}

function byLabel(
  label: string,
  clause: Clause,
  { obligations, replyTo }: StatementContext,
  title: { ids: number[]; certain: boolean },
  others: (first: readonly number[]) => number[],
): About {
  const ids = obligations
    .filter((one) => String(one.number) === label || one.taskNo === label)
    .sort(
      (a, b) =>
        Number(b.number !== null && String(b.number) === label) -
        Number(a.number !== null && String(a.number) === label),
    )
    .map(({ id }) => id);
  const [id] = ids;
  if (id === undefined) return unsure(others([...title.ids]), 'number');
  const alone = clause.labels.length === 1;
  const clash =
    alone &&
    ((title.certain && title.ids[0] !== id) ||
      clause.periods.some((period) => !period.includes(id)) ||
      (replyTo !== null && replyTo !== id));
  if (ids.length === 1 && !clash) return { obligationIds: [id], how: 'number', certain: true };
  const also = [
    ...(title.certain ? title.ids : []),
    ...clause.periods.flat(),
    ...(replyTo === null ? [] : [replyTo]),
  ];
  return { obligationIds: others([...ids, ...also]), how: 'number', certain: false };
}

function byWords(
  said: readonly (Word | null)[],
  { obligations, replyTo }: StatementContext,
  titles: Titles,
  title: { ids: number[]; certain: boolean },
  others: (first: readonly number[]) => number[],
): About {
  const strange = (id: number) => {
    const telling = said.filter(
      (word) => word !== null && isTelling(word) && !ANY_WORK.has(word.text),
    ).length;
    const known = coverage(said, id, titles);
    return telling * (1 - known) >= (known < 0.4 ? 2 : STRANGE);
  };
  if (replyTo !== null && obligations.some(({ id }) => id === replyTo)) {
    const clash = title.certain && title.ids[0] !== replyTo;
    if (!clash) return { obligationIds: [replyTo], how: 'reply', certain: true };
    return { obligationIds: others([...title.ids, replyTo]), how: 'title', certain: false };
  }
  if (title.certain) return { obligationIds: title.ids.slice(0, 1), how: 'title', certain: true };
  const [only] = obligations;
  if (only && obligations.length === 1) {
    return { obligationIds: [only.id], how: 'only', certain: !strange(only.id) };
  }
  const how = title.ids.length > 0 ? 'title' : 'none';
  return {
    obligationIds: others([...title.ids, ...reportFirst(said, obligations)]),
    how,
    certain: false,
  };
}

/** "báo cáo" without a period means a report sooner than a task. */
function reportFirst(said: readonly (Word | null)[], obligations: readonly Known[]): number[] {
  const named = said.some((word, at) => word?.text === 'bao' && said[at + 1]?.text === 'cao');
  return named ? obligations.filter((one) => one.sourceKind === 'report').map(({ id }) => id) : [];
}

/** Names a year ("năm 2022", "quý I/2022") that is neither this one nor in the obligation's name. */
function ofOtherYear(
  { words }: Words,
  { from, to }: Clause,
  { today }: StatementContext,
  named: Known | undefined,
): boolean {
  const known = [today, named?.dueOn ?? '', named?.title ?? '', named?.product ?? ''].join(' ');
  for (let at = from; at < to; at += 1) {
    const [word, before] = [words[at], words[at - 1]];
    if (word?.kind !== 'number' || !/^20\d\d$/.test(word.text) || known.includes(word.text))
      continue;
    const period = before?.text === '/' && [words[at - 2], words[at - 3]].some(isPeriod);
    if (before?.text === 'nam' || period) return true;
  }
  return false;
}

function isPeriod(word: Word | undefined): boolean {
  return ['quy', 'i', 'ii', 'iii', 'iv', 'nhiem', 'q'].includes(word?.text ?? '');
}

function speaksOfAll({ parts }: Clause): boolean {
  return parts.some(({ marks }) => marks.some(({ effect }) => effect === 'all'));
}

function unsure(obligationIds: number[], how: About['how']): About {
  return { obligationIds, how, certain: false };
}
