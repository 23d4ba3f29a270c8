import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { BoardTarget } from '../bot/pipeline.ts';
import { STANDINGS } from '../core/obligations/obligation.ts';
import { localDateAt } from '../core/time/zone.ts';
import type { Db, Tx } from '../db/client.ts';
import { appendAudit, type NewAudit } from '../db/queries/audit.ts';
import { historyOf, obligationById } from '../db/queries/obligations.ts';
import { isPassing } from '../db/trouble.ts';
import { type Translate, translator } from '../locales/index.ts';
import { loadDashboard } from '../office/dashboard/dashboard.ts';
import { type DashboardQuery, NOTHING } from '../office/dashboard/query.ts';
import { type Visitor, visitorOf } from '../office/dashboard/visitor.ts';
import { inspectionEntry } from '../office/inspections/board.ts';
import { PARAMETERS, type Place, searchOf } from '../views/dashboard/address.ts';
import { detailPage } from '../views/dashboard/detail.ts';
import { dashboardExcel } from '../views/dashboard/excel.ts';
import { dashboardPage, noticePage } from '../views/dashboard/page.ts';
import { BOARD_STYLE } from '../views/dashboard/style.ts';
import type { Now } from '../views/obligation.ts';
import { type Attempts, countAttempts } from './attempts.ts';
import { sendDocument } from './downloads.ts';
import type { SignedFiles } from './shared-file.ts';

const PURPOSE = 'board';
/** A working day. */
export const BOARD_HOURS = 12;
const SCRIPT = readFileSync(new URL('../views/dashboard/client.js', import.meta.url), 'utf8');

const sealed = z.object({
  holder: z.union([
    z.strictObject({ person: z.number().int() }),
    z.strictObject({ group: z.number().int() }),
  ]),
  agency: z.number().int(),
  until: z.number().int(),
});

export interface DashboardParts extends SignedFiles {
  db: Db;
  timeZone: string;
}

/** The path of a dashboard and when it ends. */
export function dashboardPath(
  { signer, clock }: Pick<SignedFiles, 'signer' | 'clock'>,
  { holder, agencyId, periodId }: BoardTarget,
): { path: string; until: Date } {
  const until = new Date(clock.now().getTime() + BOARD_HOURS * 60 * 60 * 1000);
  const payload = { holder, agency: agencyId, until: until.getTime() };
  const path = `/board/${signer.seal(PURPOSE, payload, until)}`;
  const period = periodId === null ? null : String(periodId);
  return { path: `${path}${searchOf({ ...NOTHING, period })}`, until };
}

interface Visit {
  tx: Tx;
  visitor: Visitor;
  place: Place;
  rootId: number;
  until: Date;
  at: Now;
  t: Translate;
  query: DashboardQuery;
}

/**
 * `GET /board/<token>`: the dashboard; below it `/viec.xlsx`, `/viec/<id>` and
 * `/viec/<id>/tep/<n>`. What may be seen is asked anew at every request, by the rights that whoever
 * the link was made for has then.
 */
export function dashboardRoutes(
  app: FastifyInstance,
  parts: DashboardParts,
  attempts: Attempts = countAttempts(),
): void {
  const { signer, clock, db, timeZone } = parts;
  const asset = (path: string, type: string, text: string) =>
    app.get(path, (_request, reply) =>
      reply
        .header('content-type', type)
        .header('cache-control', 'public, max-age=3600')
        .header('x-content-type-options', 'nosniff')
        .send(text),
    );
  asset('/board.css', 'text/css; charset=utf-8', BOARD_STYLE);
  asset('/board.js', 'text/javascript; charset=utf-8', SCRIPT);

  void app.register(async (scope) => {
    scope.setErrorHandler((error: Error, _request, reply) =>
      page(reply, isPassing(error) ? 503 : 500, noticePage('busy', translator('vi'))),
    );
    scope.get('/board/*', async (request, reply) => {
      const [token = '', ...rest] = (request.params as { '*': string })['*'].split('/');
      const read = sealed.safeParse(signer.open(PURPOSE, token, clock.now()));
      if (!read.success) return over(request, reply, translator('vi'));
      const { holder, agency: rootId, until } = read.data;
      return db.transaction(async (tx) => {
        const visitor = await visitorOf(tx, holder);
        const t = translator(visitor?.locale ?? 'vi');
        if (!visitor) return over(request, reply, t);
        const now = clock.now();
        const at = { now, today: localDateAt(now, timeZone), timeZone };
        const place = { path: `/board/${token}`, withCards: visitor.withCards };
        const query = queryOf(request.query);
        const visit = { tx, visitor, place, rootId, until: new Date(until), at, t, query };
        const shown = await show(visit, rest, reply);
        return shown ?? over(request, reply, t);
      });
    });
  });

  function over(request: FastifyRequest, reply: FastifyReply, t: Translate): FastifyReply {
    return page(reply, attempts.wrong(request, 410), noticePage('over', t));
  }

  async function show(visit: Visit, rest: string[], reply: FastifyReply) {
    const [what, id, tep, number] = rest;
    if (what === undefined) return showBoard(visit, reply);
    if (!visit.visitor.withCards) return null;
    if (what === 'viec.xlsx' && rest.length === 1) return showExcel(visit, reply);
    if (what !== 'viec' || !/^\d{1,9}$/.test(id ?? '')) return null;
    if (rest.length === 2) return showDetail(visit, Number(id), reply);
    if (tep !== 'tep' || rest.length !== 4 || !/^\d{1,3}$/.test(number ?? '')) return null;
    return showFile(visit, Number(id), Number(number), reply);
  }

  function loaded({ tx, visitor, rootId, query, at }: Visit) {
    const where = visitor.conversationId === null ? 'private' : 'group';
    return loadDashboard(tx, rootId, visitor.visible, query, { ...at, where });
  }

  async function showBoard(visit: Visit, reply: FastifyReply) {
    const { query, at, place, until, t } = visit;
    const board = await loaded(visit);
    if (!board) return null;
    await note(visit, {
      action: 'saw.progress',
      subject: 'agency',
      subjectId: board.source.scope.id,
      agencyId: board.source.scope.id,
      details: { view: 'web', page: query.page },
    });
    return page(reply, 200, dashboardPage(board, place, until, at, t));
  }

  async function showExcel(visit: Visit, reply: FastifyReply) {
    const { at, t } = visit;
    const board = await loaded(visit);
    if (!board) return null;
    await note(visit, {
      action: 'saw.export',
      subject: 'agency',
      subjectId: board.source.scope.id,
      agencyId: board.source.scope.id,
      details: { kind: 'board' },
    });
    const file = await dashboardExcel(board, at, t);
    return sendDocument(reply, file, file.bytes);
  }

  async function showDetail(visit: Visit, id: number, reply: FastifyReply) {
    const item = await seen(visit, id);
    if (!item) return null;
    await note(visit, {
      action: 'saw.obligation',
      subject: 'obligation',
      subjectId: id,
      agencyId: item.agencyId,
    });
    const { tx, place, at, t } = visit;
    const history = await historyOf(tx, id);
    const entry = item.campaignAgencyId;
    const inspection = entry === null ? null : await inspectionEntry(tx, entry, at.now);
    return page(reply, 200, detailPage({ item, history, inspection }, place, at, t));
  }

  async function showFile(visit: Visit, id: number, number: number, reply: FastifyReply) {
    const item = await seen(visit, id);
    if (!item) return null;
    const files = (await historyOf(visit.tx, id)).flatMap((entry) => entry.files);
    const file = files[number - 1];
    const bytes = file && (await parts.files.read(file.hash).catch(() => null));
    if (!file || !bytes) return null;
    await note(visit, {
      action: 'saw.file',
      subject: 'obligation',
      subjectId: id,
      agencyId: item.agencyId,
    });
    return sendDocument(reply, file, bytes);
  }

  async function seen({ tx, visitor }: Visit, id: number) {
    const item = await obligationById(tx, id);
    return item && visitor.visible.has(item.agencyId) ? item : null;
  }

  function note({ tx, visitor, at }: Visit, entry: Omit<NewAudit, 'personId'>): Promise<void> {
    const { personId, conversationId } = visitor;
    const lane = conversationId === null ? {} : { conversationId };
    return appendAudit(tx, { ...entry, ...lane, personId, channel: 'page' }, at.now);
  }
}

/** What an address asks for; what cannot be read is as if it were not there. */
function queryOf(parameters: unknown): DashboardQuery {
  const given = z.record(z.string(), z.unknown()).catch({}).parse(parameters);
  const text = (name: string, most: number) => {
    const value = given[name];
    return typeof value === 'string' && value !== '' ? value.slice(0, most) : null;
  };
  const id = (name: string) => {
    const value = text(name, 10) ?? '';
    return /^\d{1,9}$/.test(value) ? Number(value) : null;
  };
  const stands = text(PARAMETERS.stands, 20);
  return {
    period: text(PARAMETERS.period, 10),
    group: text(PARAMETERS.group, 40),
    areaNo: text(PARAMETERS.areaNo, 20),
    agencyId: id(PARAMETERS.agencyId),
    stands: STANDINGS.find((one) => one === stands) ?? null,
    words: text(PARAMETERS.words, 100) ?? '',
    page: id(PARAMETERS.page) ?? 0,
  };
}

function page(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    .header('referrer-policy', 'no-referrer')
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .send(text);
}
