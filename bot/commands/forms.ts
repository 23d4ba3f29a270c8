import type { StoredFile } from '../../core/forms/form.ts';
import type { Choice } from '../../core/messages/message.ts';
import { hasRole, scopeOf } from '../../core/people/can.ts';
import { shorten } from '../../core/text/shorten.ts';
import { writeFormDescription } from '../../exports/form-description.ts';
import {
  changeForm,
  type FormInForce,
  formsInForce,
  formsNotInForce,
  previewForm,
  readFormDescription,
  regimeFor,
} from '../../office/reports/describe-form.ts';
import { idArgument, type LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { changesAnything, doneText, previewText, problemsText } from '../form-description-text.ts';

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Leaves room for what stands around a code in the 64 bytes of a choice. */
const LONGEST_CODE = 48;
const LONGEST_LABEL = 60;

/** `/bieumau`: the forms of figures in force, each as a file to change and send back. */
export const forms: LinkedCommand = {
  name: 'bieumau',
  words: ['bieu mau', 'bieu so lieu', 'sua bieu mau'],
  where: 'private',
  roles: ['coordinator', 'admin'],
  access: 'linked',
  run: async (ctx) => {
    if (!mayChangeForms(ctx)) return ctx.reply({ text: ctx.t('describe.needs_coordinator') });
    const regime = await regimeFor(ctx.tx, scope(ctx), ctx);
    if (!regime) return ctx.reply({ text: ctx.t('describe.no_regime') });
    const known = await formsInForce(ctx.tx, regime.id);
    const key = known.length > 0 ? 'describe.list' : 'describe.list_empty';
    const unused = await formsNotInForce(ctx.tx, regime.id, scope(ctx));
    const more = { id: 'bm:lib', label: ctx.t.plain('describe.library_button') };
    await ctx.reply({
      text: ctx.t(key, { regime: regime.name }),
      choices: [
        ...known.map((one) => [formChoice(ctx, one)]),
        ...(unused.length > 0 ? [[more]] : []),
        [{ id: 'bm:new', label: ctx.t.plain('describe.new_button') }],
      ],
    });
  },
  choices: {
    async bm(ctx, [action, ...args]) {
      if (!mayChangeForms(ctx)) return ctx.reply({ text: ctx.t('describe.needs_coordinator') });
      if (action === 'no') return ctx.answer({ text: ctx.t('describe.done.dropped') });
      if (action === 'new') return sendEmpty(ctx);
      if (action === 'lib') return listLibrary(ctx);
      if (action === 'l') return sendUnused(ctx, args.join(':'));
      if (action === 'f') return sendForm(ctx, args.join(':'));
      if (action === 'ok') return useForm(ctx, args);
      await oldForm(ctx);
    },
  },
};

/**
 * Takes a file that describes a form: says what is wrong with it, or what it would change. False
 * when it is no such file, or the sender has no right to change forms: it is then somebody else's.
 */
export async function takeFormDescription(
  ctx: LinkedContext,
  file: StoredFile,
  bytes: Uint8Array,
): Promise<boolean> {
  if (ctx.conversation.kind !== 'private' || !mayChangeForms(ctx)) return false;
  const read = await readFormDescription(bytes);
  if (!read.ok && 'problem' in read) return false;
  if (!read.ok) {
    await ctx.reply({ text: problemsText(read.problems, ctx.t) });
    return true;
  }
  const regime = await regimeFor(ctx.tx, scope(ctx), ctx);
  if (!regime) await ctx.reply({ text: ctx.t('describe.no_regime') });
  else await showPreview(ctx, { hash: file.hash, regimeId: regime.id }, read);
  return true;
}

type Read = Extract<Awaited<ReturnType<typeof readFormDescription>>, { ok: true }>;

/** Coordinators and administrators, over all they look after. */
function scope(ctx: LinkedContext): Set<number> {
  return scopeOf(ctx.actor, 'invite');
}

/** Has a right to change forms anywhere. */
export function mayChangeForms(ctx: LinkedContext): boolean {
  return hasRole(ctx.actor, 'coordinator', 'admin') && scope(ctx).size > 0;
}

async function showPreview(
  ctx: LinkedContext,
  { hash, regimeId }: { hash: string; regimeId: number },
  { definition, who }: Read,
): Promise<void> {
  const { now, timeZone } = ctx;
  const previewed = await previewForm(ctx.tx, definition, who, { now, timeZone, regimeId });
  if (!previewed.ok) return ctx.reply({ text: ctx.t('describe.no_regime') });
  const { preview } = previewed;
  if (!looksAfter(ctx, preview.concerned)) {
    return ctx.reply({ text: ctx.t('describe.not_your_scope') });
  }
  const text = previewText(preview, ctx.t);
  if (preview.unknown.length > 0 || !changesAnything(preview)) return ctx.reply({ text });
  const use = `bm:ok:${shortHash(hash)}:${regimeId}:${preview.version}`;
  await ctx.reply({
    text,
    choices: [
      [{ id: use, label: ctx.t.plain('describe.preview.use') }],
      [{ id: 'bm:no', label: ctx.t.plain('describe.preview.drop') }],
    ],
  });
}

/** Everything is checked again: a button may be old, or forged. */
async function useForm(ctx: LinkedContext, [file, regime, version]: string[]): Promise<void> {
  const hash = longHash(file);
  const regimeId = idArgument(regime);
  const bytes = hash === null ? null : await ctx.store.read(hash).catch(() => null);
  const read = bytes && (await readFormDescription(bytes));
  const allowed = await regimeFor(ctx.tx, scope(ctx), ctx);
  if (hash === null || !read?.ok || regimeId === null || allowed?.id !== regimeId) {
    return oldForm(ctx);
  }
  const { now, timeZone } = ctx;
  const at = { now, timeZone, regimeId };
  const previewed = await previewForm(ctx.tx, read.definition, read.who, at);
  if (!previewed.ok) return oldForm(ctx);
  const { preview } = previewed;
  if (!looksAfter(ctx, preview.concerned)) {
    return ctx.reply({ text: ctx.t('describe.not_your_scope') });
  }
  // What was shown no longer holds: somebody changed the form since.
  if (preview.version !== idArgument(version) && changesAnything(preview)) {
    return showPreview(ctx, { hash, regimeId }, read);
  }
  const by = ctx.actor.personId;
  const done = await changeForm(ctx.tx, read.definition, read.who, { ...at, by });
  if (!done.ok) return ctx.reply({ text: previewText(preview, ctx.t) });
  await ctx.answer({ text: doneText(preview.form.name, done, ctx.t) });
}

function looksAfter(ctx: LinkedContext, agencyIds: readonly number[]): boolean {
  const mine = scope(ctx);
  return agencyIds.every((id) => mine.has(id));
}

async function sendEmpty(ctx: LinkedContext): Promise<void> {
  const hash = await ctx.store.put(await writeFormDescription(null));
  const name = ctx.t.plain('describe.file_name_new');
  await ctx.reply({ text: ctx.t('describe.sent_new'), document: { name, mime: EXCEL, hash } });
}

async function sendForm(ctx: LinkedContext, wanted: string): Promise<void> {
  const regime = await regimeFor(ctx.tx, scope(ctx), ctx);
  const known = regime ? await formsInForce(ctx.tx, regime.id) : [];
  const found = known.find((one) => formArgument(one) === wanted);
  if (!found) return oldForm(ctx);
  const { form, who } = found;
  const hash = await ctx.store.put(await writeFormDescription(form, who));
  const name = ctx.t.plain('describe.file_name', { code: form.code });
  const text = ctx.t('describe.sent', { name: form.name });
  await ctx.reply({ text, document: { name, mime: EXCEL, hash } });
}

/** Forms that are in the books, those that come with the program too, but asked of nobody. */
async function listLibrary(ctx: LinkedContext): Promise<void> {
  const regime = await regimeFor(ctx.tx, scope(ctx), ctx);
  if (!regime) return ctx.reply({ text: ctx.t('describe.no_regime') });
  const unused = await formsNotInForce(ctx.tx, regime.id, scope(ctx));
  await ctx.answer({
    text: ctx.t(unused.length > 0 ? 'describe.library' : 'describe.library_empty'),
    choices: unused.map(({ code, name, definition }) => [
      {
        id: `bm:l:${code.slice(0, LONGEST_CODE)}`,
        label: shorten(`📄 ${name}: ${bareTitle(definition.title)}`, LONGEST_LABEL),
      },
    ]),
  });
}

/** Without what only a report can fill in: "năm {year}". */
function bareTitle(title: string): string {
  return title.replace(/(?: năm)? *\{\w+\}/g, '');
}

async function sendUnused(ctx: LinkedContext, wanted: string): Promise<void> {
  const regime = await regimeFor(ctx.tx, scope(ctx), ctx);
  const unused = regime ? await formsNotInForce(ctx.tx, regime.id, scope(ctx)) : [];
  const form = unused.find(({ code }) => code.slice(0, LONGEST_CODE) === wanted);
  if (!form) return oldForm(ctx);
  const hash = await ctx.store.put(await writeFormDescription(form));
  const name = ctx.t.plain('describe.file_name', { code: form.code });
  const text = ctx.t('describe.sent_unused', { name: form.name });
  await ctx.reply({ text, document: { name, mime: EXCEL, hash } });
}

function formChoice(ctx: LinkedContext, one: FormInForce): Choice {
  const key = one.who.duty === 'field' ? 'describe.form_button_field' : 'describe.form_button';
  return { id: `bm:f:${formArgument(one)}`, label: ctx.t.plain(key, { name: one.form.name }) };
}

function formArgument({ form, who }: FormInForce): string {
  return `${form.code.slice(0, LONGEST_CODE)}:${who.duty}`;
}

/** A content hash in 43 letters, as a choice has only 64. */
function shortHash(hash: string): string {
  return Buffer.from(hash, 'hex').toString('base64url');
}

function longHash(short: string | undefined): string | null {
  const bytes = Buffer.from(short ?? '', 'base64url');
  return bytes.byteLength === 32 ? bytes.toString('hex') : null;
}

/** A button about a form that is no longer what it was: shows the forms there are. */
async function oldForm(ctx: LinkedContext): Promise<void> {
  await ctx.reply({ text: ctx.t('describe.old_button') });
  await forms.run(ctx, '');
}
