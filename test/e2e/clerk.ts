import type { Told } from '../support/office.ts';

/**
 * What a clerk with the annex, the reporting rules and a wall calendar for 2023 writes down: for
 * every person, each thing they are to be reminded of and the mornings on which that happens,
 * "dd/mm". Written by hand; nothing here asks the program.
 */
export type Ledger = Record<string, Record<string, string>>;

const AFTER_THE_8TH =
  '09/03 10/03 13/03 14/03 15/03 16/03 17/03 20/03 21/03 22/03 23/03 24/03 27/03 28/03 29/03 30/03 31/03';
/** Overdue since January, or due on 28/02 (a day before, the day itself, then overdue). */
const EVERY_MORNING = `27/02 28/02 01/03 02/03 03/03 06/03 07/03 08/03 ${AFTER_THE_8TH}`;
/** Due on Wednesday 08/03; three days before is Sunday 05/03, so Friday. */
const FIRST_QUARTER_REPORT = `01/03 03/03 07/03 08/03 ${AFTER_THE_8TH}`;
/** Due on Friday 31/03. */
const END_OF_MARCH = '24/03 28/03 30/03 31/03';

const MONDAYS = '27/02 06/03 13/03 20/03 27/03';
/** Three days after 08/03 is Saturday 11/03. */
const REPORT_ESCALATED = '13/03 20/03 27/03';

/** Offices without a task due before April, then communes, then bodies of the centre. */
const PLAIN_OFFICES = 'gd-dt ld-tbxh tn-mt y-te thanh-tra nn-ptnt kt-ht dan-toc'.split(' ');
const COMMUNES =
  'tt-phu-loc tt-hung-loi xa-chau-hung xa-lam-kiet xa-lam-tan xa-thanh-tan xa-thanh-tri xa-tuan-tuc xa-vinh-loi xa-vinh-thanh'.split(
    ' ',
  );
const CENTRAL = 'cong-an bhxh kbnn thue'.split(' ');
/** Its official says "done" on Monday 06/03 at nine. */
export const PUNCTUAL = 'xa-chau-hung';
export const COORDINATOR = 'cqtt-cchc';

/** From Monday 27/02 to Friday 31/03/2023. */
export function firstQuarterLedger(): Ledger {
  const ledger: Ledger = {
    'dm-tu-phap': {
      'tu-phap 1.1+/p1': EVERY_MORNING,
      'tu-phap 1.3/p1': EVERY_MORNING,
      'tu-phap 2023-Q1/own': FIRST_QUARTER_REPORT,
      'tu-phap 2023-Q1/field': FIRST_QUARTER_REPORT,
    },
    'dm-noi-vu': {
      'noi-vu 7.1/p1': EVERY_MORNING,
      'noi-vu 7.2/p1': EVERY_MORNING,
      'noi-vu 7.3/p1': END_OF_MARCH,
      'noi-vu 2023-Q1/own': FIRST_QUARTER_REPORT,
      'noi-vu 2023-Q1/field': FIRST_QUARTER_REPORT,
    },
    'dm-vh-tt': {
      'vh-tt 6.1/p1': END_OF_MARCH,
      'vh-tt 2023-Q1/own': FIRST_QUARTER_REPORT,
      'vh-tt 2023-Q1/field': FIRST_QUARTER_REPORT,
    },
    'dm-vp': {
      'vp 2.1/p1': EVERY_MORNING,
      'vp 2.3/p1@2023-Q1': END_OF_MARCH,
      'vp 2023-Q1/own': FIRST_QUARTER_REPORT,
      'vp 2023-Q1/field': FIRST_QUARTER_REPORT,
    },
    'dm-tc-kh': {
      'tc-kh 2023-Q1/own': FIRST_QUARTER_REPORT,
      'tc-kh 2023-Q1/field': FIRST_QUARTER_REPORT,
    },
    'tt-tu-phap': {
      'tu-phap 1.1+/p1': MONDAYS,
      'tu-phap 1.3/p1': MONDAYS,
      'tu-phap 2023-Q1/own': REPORT_ESCALATED,
      'tu-phap 2023-Q1/field': REPORT_ESCALATED,
    },
    'tt-noi-vu': {
      'noi-vu 7.1/p1': MONDAYS,
      // Due on 28/02: three days overdue on Friday 03/03.
      'noi-vu 7.2/p1': '03/03 06/03 13/03 20/03 27/03',
      'noi-vu 2023-Q1/own': REPORT_ESCALATED,
      'noi-vu 2023-Q1/field': REPORT_ESCALATED,
    },
    'tt-vh-tt': {
      'vh-tt 2023-Q1/own': REPORT_ESCALATED,
      'vh-tt 2023-Q1/field': REPORT_ESCALATED,
    },
    'tt-vp': {
      'vp 2.1/p1': MONDAYS,
      'vp 2023-Q1/own': REPORT_ESCALATED,
      'vp 2023-Q1/field': REPORT_ESCALATED,
    },
    'tt-tc-kh': {
      'tc-kh 2023-Q1/own': REPORT_ESCALATED,
      'tc-kh 2023-Q1/field': REPORT_ESCALATED,
    },
  };
  for (const code of [...PLAIN_OFFICES, ...CENTRAL, ...COMMUNES]) {
    const head = COMMUNES.includes(code) ? `ct-${code}` : `tt-${code}`;
    const punctual = code === PUNCTUAL;
    ledger[`dm-${code}`] = {
      [`${code} 2023-Q1/own`]: punctual ? '01/03 03/03' : FIRST_QUARTER_REPORT,
    };
    ledger[head] = punctual ? {} : { [`${code} 2023-Q1/own`]: REPORT_ESCALATED };
  }
  // The coordinator hears of everything that any head hears of; leaders and the admin of nothing.
  ledger[COORDINATOR] = Object.assign(
    {},
    ...Object.entries(ledger).map(([person, lines]) => (/^(tt|ct)-/.test(person) ? lines : {})),
  );
  return ledger;
}

/** Mondays, and the morning after the reports of 08/03. */
export const GROUP_POSTS = ['27/02', '06/03', '09/03', '13/03', '20/03', '27/03'];

/** The ledger as the office's books have it: by person and morning, in their order. */
export function asTold(ledger: Ledger): Told[] {
  const told: Told[] = [];
  for (const [person, lines] of Object.entries(ledger)) {
    const byDay = new Map<string, string[]>();
    for (const [owed, mornings] of Object.entries(lines)) {
      for (const morning of mornings.split(' ')) {
        byDay.set(isoDay(morning), [...(byDay.get(isoDay(morning)) ?? []), owed]);
      }
    }
    for (const [on, owed] of byDay) told.push({ person, on, owed: owed.sort() });
  }
  const key = (one: Told) => `${one.person} ${one.on}`;
  return told.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** "09/03" in 2023. */
export function isoDay(morning: string): string {
  return `2023-${morning.slice(3)}-${morning.slice(0, 2)}`;
}
