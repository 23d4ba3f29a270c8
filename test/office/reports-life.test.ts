import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localDate } from '../../core/time/local-date.ts';
import { endOfDay } from '../../core/time/zone.ts';
import { decideExtension } from '../../db/queries/extensions.ts';
import { historyOf, obligationById } from '../../db/queries/obligations.ts';
import { checkDraft } from '../../office/reports/check.ts';
import {
  declareNothing,
  discardDraft,
  explainWarning,
  openDraft,
  setCells,
} from '../../office/reports/draft.ts';
import { draftStatus, dutyOf } from '../../office/reports/duty.ts';
import { addNarrative, replaceNarrative } from '../../office/reports/narrative.ts';
import { acceptReport, returnReport } from '../../office/reports/review.ts';
import { amendReport, submitReport } from '../../office/reports/submit.ts';
import { versionsOf } from '../../office/reports/versions.ts';
import {
  DOSSIERS,
  openReportOffice,
  type ReportOffice,
  row,
  when,
} from '../support/report-office.ts';
import { VIETNAM } from '../support/vietnam.ts';

const FORM = 'ks-appendix-6';
const XA = 'xa-chau-hung';

let office: ReportOffice;
beforeEach(async () => {
  office = await openReportOffice();
});
afterEach(() => office.end());

async function fill(id: number, words: Record<string, string>, moment: string) {
  const clerk = await office.person(`dm-${XA}`);
  return office.tx((tx) => setCells(tx, id, FORM, row(XA, words), clerk, when(moment)));
}

async function send(id: number, moment: string, why?: string) {
  const clerk = await office.person(`dm-${XA}`);
  return office.tx((tx) => submitReport(tx, id, { ...clerk, why: why ?? null }, when(moment)));
}

describe('what a report asks', () => {
  it('of a commune: its own row, all areas, with window and due moment', async () => {
    const duty = await dutyOf(
      office.db,
      await office.report(`${XA} 2023-Q1 own`),
      when('2023-03-01'),
    );
    expect(duty?.period).toMatchObject({ dataFrom: '2022-12-15', dataTo: '2023-03-08' });
    expect(duty?.dueAt).toEqual(endOfDay(localDate('2023-03-08'), VIETNAM));
    expect(duty?.windowClosed).toBe(false);
    expect(duty?.forms.map(({ form }) => form.code)).toEqual([FORM]);
    expect(duty?.forms[0]?.rows.map(({ key, label }) => [key, label])).toEqual([
      [XA, 'UBND xã Châu Hưng'],
    ]);
    expect(duty?.forms[0]?.owed.map(({ column }) => column)).toEqual(Object.keys(DOSSIERS));
    expect(duty?.areas.map(({ key }) => key)).toEqual([
      'institutions',
      'procedures',
      'organisation',
      'civil_service',
      'public_finance',
      'digital',
      'steering',
    ]);
    expect(duty?.status).toMatchObject({ given: 0, owed: 12, formsMissing: [FORM], ready: false });
    expect(duty?.status.sectionsMissing).toHaveLength(7 + 4);
  });

  it('of an office on its field: only the areas it leads', async () => {
    const areas = async (agency: string) => {
      const id = await office.report(`${agency} 2023-Q1 field`);
      return (await dutyOf(office.db, id, when('2023-03-01')))?.areas.map(({ key }) => key);
    };
    expect(await areas('tu-phap')).toEqual(['institutions']);
    expect(await areas('tc-kh')).toEqual(['public_finance']);
    expect(await areas('noi-vu')).toEqual(['organisation', 'civil_service', 'steering']);
  });

  it('is nothing where there is no periodic report', async () => {
    const [task] = await office.db.execute<{ id: number }>(
      sql`select id from obligations where source_kind = 'plan' limit 1`,
    );
    expect(await dutyOf(office.db, task?.id ?? 0, when('2023-03-01'))).toBeNull();
    expect(await dutyOf(office.db, 0, when('2023-03-01'))).toBeNull();
  });
});

describe('filling in', () => {
  it('keeps words that cannot be read until they are corrected', async () => {
    const id = await office.report(`${XA} 2023-Q1 own`);
    const done = await fill(
      id,
      { ...DOSSIERS, received_new: '1l76', agreed_early: '1165' },
      '2023-03-02',
    );
    expect(done).toMatchObject({
      ok: true,
      problems: [{ column: 'received_new', text: '1l76', problem: { code: 'letter_for_digit' } }],
    });
    const checkup = await checkDraft(office.db, id, when('2023-03-02'));
    expect(checkup?.forms[0]?.check).toMatchObject({
      unreadable: [{ column: 'received_new', text: '1l76' }],
      findings: [],
    });
    expect(await send(id, '2023-03-02')).toMatchObject({ ok: false, why: 'not_ready' });
    expect(await draftStatus(office.db, id, when('2023-03-02'))).toMatchObject({
      owed: 12,
      given: 11,
      unreadable: 1,
      errors: 0,
    });
    await fill(id, { received_new: '1.176' }, '2023-03-02');
    expect(await draftStatus(office.db, id, when('2023-03-02'))).toMatchObject({
      given: 12,
      ready: true,
    });
  });

  it('gives back words for cells that are not the agency’s', async () => {
    const id = await office.report(`${XA} 2023-Q1 own`);
    const clerk = await office.person(`dm-${XA}`);
    const entries = [
      ...row('xa-lam-tan', { received_new: '7' }),
      ...row('total', { received_new: '7' }),
      ...row('constructor', { received_new: '7' }),
      ...row(XA, { name: '7' }),
    ];
    const done = await office.tx((tx) =>
      setCells(tx, id, FORM, entries, clerk, when('2023-03-02')),
    );
    expect(done).toMatchObject({ ok: true, stored: [] });
    expect(done.ok && done.problems.map(({ problem }) => problem.code)).toEqual(
      entries.map(() => 'no_such_cell'),
    );
  });

  it('loses nothing when two people write at once', async () => {
    const id = await office.report(`${XA} 2023-Q1 own`);
    await Promise.all(
      Object.entries(DOSSIERS).map(([column, text]) => fill(id, { [column]: text }, '2023-03-02')),
    );
    const status = await draftStatus(office.db, id, when('2023-03-02'));
    expect(status).toMatchObject({ given: 12, ready: true });
  });

  it('tells an untouched form from one with nothing to report', async () => {
    const id = await office.report(`${XA} 2023-Q1 own`);
    const clerk = await office.person(`dm-${XA}`);
    await office.tx((tx) =>
      addNarrative(tx, id, 'digital.results', 'Đã dùng chữ ký số.', clerk, when('2023-03-02')),
    );
    expect(await send(id, '2023-03-02')).toMatchObject({
      ok: false,
      why: 'not_ready',
      status: { formsMissing: [FORM] },
    });
    await office.tx((tx) => declareNothing(tx, id, FORM, clerk, when('2023-03-02')));
    expect(await send(id, '2023-03-02')).toMatchObject({ ok: true, number: 1 });
    const history = await versionsOf(office.db, id, when('2023-03-02'));
    expect(history?.versions[0]).toMatchObject({ nothing: [FORM] });
    expect(history?.versions[0]?.cells[FORM]?.[XA]?.received_new).toMatchObject({ value: null });
  });

  it('takes a narrative message by message', async () => {
    const id = await office.report(`${XA} 2023-Q1 own`);
    const clerk = await office.person(`dm-${XA}`);
    const at = when('2023-03-02');
    const add = (text: string) =>
      office.tx((tx) => addNarrative(tx, id, 'procedures.results', text, clerk, at));
    await add('Một cửa hoạt động tốt.\n\nĐã niêm yết 120 thủ tục.');
    await add('Không có hồ sơ trễ hạn.');
    const texts = async () =>
      (await dutyOf(office.db, id, at))?.content.narrative['procedures.results']?.map(
        ({ text }) => text,
      );
    expect(await texts()).toEqual([
      'Một cửa hoạt động tốt.',
      'Đã niêm yết 120 thủ tục.',
      'Không có hồ sơ trễ hạn.',
    ]);
    await office.tx((tx) =>
      replaceNarrative(tx, id, 'procedures.results', ['Không có hồ sơ trễ hạn.'], clerk, at),
    );
    expect(await texts()).toEqual(['Không có hồ sơ trễ hạn.']);
    const status = await draftStatus(office.db, id, at);
    expect(status?.sectionsMissing).not.toContain('procedures.results');
    expect(
      await office.tx((tx) => addNarrative(tx, id, 'constructor.results', 'x', clerk, at)),
    ).toEqual({ ok: false, why: 'no_such_section' });
  });
});

describe('checks', () => {
  it('keep a report with an error from being sent', async () => {
    const id = await office.report(`${XA} 2023-Q1 own`);
    await fill(id, { ...DOSSIERS, cancelled: '5' }, '2023-03-02');
    const result = await send(id, '2023-03-02');
    expect(result).toMatchObject({ ok: false, why: 'not_ready', status: { errors: 1 } });
    expect(await obligationById(office.db, id)).toMatchObject({ state: 'not_started' });
  });

  it('hold figures against the report before, and ask to explain what is odd', async () => {
    const clerk = await office.person(`dm-${XA}`);
    await fill(await office.report(`${XA} 2023-Q1 own`), DOSSIERS, '2023-03-02');
    await send(await office.report(`${XA} 2023-Q1 own`), '2023-03-02');
    const id = await office.report(`${XA} 2023-H1 own`);
    const at = when('2023-06-05');
    await fill(
      id,
      { ...DOSSIERS, received_new: '1.170', cancelled: '0', refused_early: '3' },
      '2023-06-05',
    );
    const checkup = await checkDraft(office.db, id, at);
    expect(checkup?.periods).toMatchObject({ previous: null, earlier: { code: '2023-Q1' } });
    expect(checkup?.forms[0]?.neighbours.earlier?.[XA]?.received_new).toBe(1176);
    const odd = checkup?.forms[0]?.check.findings ?? [];
    expect(odd.map(({ id: finding }) => finding).sort()).toEqual([
      `cancelled_to_date@${XA}`,
      `received_to_date@${XA}`,
      `refused_to_date@${XA}`,
    ]);
    expect(await send(id, '2023-06-05')).toMatchObject({
      ok: false,
      why: 'not_ready',
      status: { errors: 0, unexplained: 3 },
    });
    const explain = (finding: string) =>
      office.tx((tx) =>
        explainWarning(tx, id, { formCode: FORM, finding, text: 'Quý I tính trùng.' }, clerk, at),
      );
    for (const { id: finding } of odd) expect(await explain(finding)).toEqual({ ok: true });
    expect(await explain('outcomes@nobody')).toEqual({ ok: false, why: 'no_such_warning' });

    // Another figure, another explanation.
    await fill(id, { received_new: '1.169', agreed_early: '1.164' }, '2023-06-05');
    expect(await draftStatus(office.db, id, at)).toMatchObject({ warnings: 4, unexplained: 2 });
    for (const finding of [`received_to_date@${XA}`, `agreed_to_date@${XA}`])
      await explain(finding);
    expect(await send(id, '2023-06-05')).toMatchObject({ ok: true });
    const history = await versionsOf(office.db, id, at);
    expect(history?.versions[0]?.explanations[FORM]?.[`received_to_date@${XA}`]).toMatchObject({
      text: 'Quý I tính trùng.',
      by: clerk.personId,
    });
  });
});

describe('the life of a report', () => {
  it('goes from draft to acceptance and amendment, each version kept', async () => {
    const id = await office.report(`${XA} 2023-Q1 own`);
    const clerk = await office.person(`dm-${XA}`);
    const chief = await office.person('cqtt-cchc');
    await fill(id, DOSSIERS, '2023-03-07');
    expect(await send(id, '2023-03-08T16:00')).toMatchObject({
      ok: true,
      number: 1,
      afterWindow: false,
      sending: { late: false },
    });
    expect(await fill(id, { cancelled: '3' }, '2023-03-08T17:00')).toEqual({
      ok: false,
      why: 'submitted',
    });

    const remarks = [{ part: FORM, reason: 'Xem lại hồ sơ hủy' }];
    const goBack = (parts: typeof remarks, number: number, moment: string) =>
      office.tx((tx) => returnReport(tx, id, parts, { ...chief, number }, when(moment)));
    expect(await goBack([{ part: 'ks-appendix-9', reason: 'x' }], 1, '2023-03-10')).toMatchObject({
      why: 'no_such_part',
    });
    expect(await goBack([{ part: FORM, reason: ' ' }], 1, '2023-03-10')).toMatchObject({
      why: 'reason_needed',
    });
    expect(await goBack(remarks, 1, '2023-03-10')).toMatchObject({ ok: true });
    expect(await goBack(remarks, 1, '2023-03-10')).toMatchObject({ ok: false, why: 'decided' });
    expect(await obligationById(office.db, id)).toMatchObject({
      state: 'returned',
      reason: 'Xem lại hồ sơ hủy',
    });

    // The draft is open again with all that was sent.
    expect(await draftStatus(office.db, id, when('2023-03-11'))).toMatchObject({ given: 12 });
    await fill(id, { cancelled: '5', in_progress_within_time: '4' }, '2023-03-13');
    const corrected = await send(id, '2023-03-13');
    expect(corrected).toMatchObject({ ok: true, number: 2, afterWindow: true });
    expect(corrected.ok && corrected.sending).toMatchObject({
      late: false,
      correctedAt: when('2023-03-13').now,
      correctedAfterDue: true,
    });
    const accept = (number: number, moment: string) =>
      office.tx((tx) => acceptReport(tx, id, { ...chief, number }, when(moment)));
    expect(await accept(1, '2023-03-14')).toEqual({ ok: false, why: 'newer_version', number: 2 });
    expect(await accept(2, '2023-03-14')).toEqual({ ok: true, number: 2 });
    expect(await obligationById(office.db, id)).toMatchObject({ state: 'accepted' });

    await office.tx((tx) => openDraft(tx, id, clerk, when('2023-04-01'), { again: true }));
    await fill(id, { cancelled: '6', in_progress_within_time: '3' }, '2023-04-01');
    expect(await send(id, '2023-04-01', 'x')).toEqual({ ok: false, why: 'accepted' });
    const amend = (why: string, moment: string) =>
      office.tx((tx) => amendReport(tx, id, { ...clerk, why }, when(moment)));
    expect(await amend('', '2023-04-01')).toEqual({ ok: false, why: 'why_needed' });
    expect(await amend('Sót một hồ sơ hủy', '2023-04-01')).toMatchObject({ ok: true, number: 3 });

    // A returned amendment leaves what was accepted in force.
    const whole = [{ part: null, reason: 'Thiếu minh chứng' }];
    expect(
      await office.tx((tx) => returnReport(tx, id, whole, chief, when('2023-04-02'))),
    ).toMatchObject({ ok: true, amendment: true });
    expect(await obligationById(office.db, id)).toMatchObject({ state: 'accepted' });
    const history = await versionsOf(office.db, id, when('2023-04-02'));
    expect(
      history?.versions.map(({ number, why, verdict, standing, afterWindow, amendment }) => {
        return { number, why, verdict, standing, afterWindow, amendment };
      }),
    ).toEqual([
      {
        number: 1,
        why: null,
        verdict: 'returned',
        standing: false,
        afterWindow: false,
        amendment: false,
      },
      {
        number: 2,
        why: 'Xem lại hồ sơ hủy',
        verdict: 'accepted',
        standing: true,
        afterWindow: true,
        amendment: false,
      },
      {
        number: 3,
        why: 'Sót một hồ sơ hủy',
        verdict: 'returned',
        standing: false,
        afterWindow: true,
        amendment: true,
      },
    ]);
    expect(history?.versions[0]?.reviews[0]).toMatchObject({ part: FORM, verdict: 'returned' });
    expect(history?.sending.late).toBe(false);
    expect((await historyOf(office.db, id)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'state done',
      'review returned',
      'state done',
      'review accepted',
      'state done',
      'review accepted',
    ]);
    await office.tx((tx) => discardDraft(tx, id, when('2023-04-03')));
    expect((await dutyOf(office.db, id, when('2023-04-03')))?.draft).toBeNull();
  });

  it('needs a reason to be sent again before anybody reviewed it', async () => {
    const id = await office.report(`${XA} 2023-Q1 own`);
    const clerk = await office.person(`dm-${XA}`);
    await fill(id, DOSSIERS, '2023-03-06');
    await send(id, '2023-03-06');
    await office.tx((tx) => openDraft(tx, id, clerk, when('2023-03-07'), { again: true }));
    expect(await send(id, '2023-03-07')).toEqual({ ok: false, why: 'why_needed' });
    expect(await send(id, '2023-03-07', 'Gõ nhầm')).toEqual({ ok: false, why: 'unchanged' });
    await fill(id, { refused_early: '6', cancelled: '3' }, '2023-03-07');
    expect(await send(id, '2023-03-07', 'Gõ nhầm')).toMatchObject({ ok: true, number: 2 });
    expect(await send(id, '2023-03-07', 'Gõ nhầm')).toEqual({ ok: false, why: 'no_draft' });
  });

  it('is late for ever once it was late, even when more time is given afterwards', async () => {
    const id = await office.report(`${XA} 2023-Q1 own`);
    const chief = await office.person('cqtt-cchc');
    await fill(id, DOSSIERS, '2023-03-09');
    const sent = await send(id, '2023-03-09T00:00');
    expect(sent).toMatchObject({ ok: true, afterWindow: true, sending: { late: true } });
    await office.tx(async (tx) => {
      await returnReport(tx, id, [{ part: null, reason: 'Thiếu' }], chief, when('2023-03-10'));
      const dueOn = localDate('2023-03-31');
      const granted = { dueOn, dueAt: endOfDay(dueOn, VIETNAM) };
      await decideExtension(tx, id, { granted, ...chief }, when('2023-03-10').now);
    });
    expect(await send(id, '2023-03-15')).toMatchObject({ ok: true, sending: { late: true } });
    const history = await versionsOf(office.db, id, when('2023-03-16'));
    expect(history?.versions.map(({ afterDue }) => afterDue)).toEqual([true, false]);
    expect(history?.sending).toMatchObject({
      late: true,
      firstAt: when('2023-03-09T00:00').now,
      dueAt: endOfDay(localDate('2023-03-08'), VIETNAM),
    });
  });

  it('never rewrites what was sent or said', async () => {
    const id = await office.report(`${XA} 2023-Q1 own`);
    const chief = await office.person('cqtt-cchc');
    await fill(id, DOSSIERS, '2023-03-06');
    await send(id, '2023-03-06');
    await office.tx((tx) => acceptReport(tx, id, chief, when('2023-03-07')));
    for (const change of [
      sql`update report_versions set why = 'x'`,
      sql`delete from report_versions`,
      sql`update report_reviews set reason = 'x'`,
      sql`delete from report_reviews`,
      sql`update indicator_forms set title = 'x'`,
    ]) {
      await expect(office.db.execute(change)).rejects.toMatchObject({
        cause: { message: expect.stringContaining('append-only') },
      });
    }
  });
});
