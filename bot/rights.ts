import type { Action } from '../core/people/can.ts';
import { VERBS as REPORT_VERBS } from './reports/verbs.ts';
import { VERBS as SCORING_VERBS } from './scoring/verbs.ts';

/**
 * What somebody must be allowed to do, by `POLICY`; `anyone`: strangers too, who see nothing of
 * anybody; `linked`: every linked person, about their own account only.
 */
export type Need = Action | 'anyone' | 'linked';

/** Any of these opens it; each thing shown or changed is then judged by itself. */
type Needs = readonly [Need, ...Need[]];

export interface CommandRights {
  /** Typing the command. */
  run: Needs;
  /** Its buttons by prefix, or, where one prefix serves several ends, by prefix and verb. */
  choices?: Readonly<Record<string, Needs | Readonly<Record<string, Needs>>>>;
}

const reportButtons: Readonly<Record<string, Needs>> = Object.fromEntries(
  Object.entries(REPORT_VERBS).map(([verb, { right }]) => [verb, [right]]),
);

const scoringButtons: Readonly<Record<string, Needs>> = Object.fromEntries(
  Object.entries(SCORING_VERBS).map(([verb, { right }]) => [verb, [right]]),
);

/**
 * What every command and button needs, by the command's name. docs/reference.md is made from it; a
 * test fails when a command, prefix, verb or form has no line here.
 */
export const RIGHTS: Readonly<Record<string, CommandRights>> = {
  viec: { run: ['update'], choices: { my: ['update'] } },
  capnhat: { run: ['update'], choices: { up: ['update'], st: ['update'] } },
  baocao: { run: ['update', 'view'], choices: { rp: ['update'], bc: reportButtons } },
  tiendo: { run: ['view'], choices: { td: ['view'], tw: ['view'], tp: ['linked'] } },
  bang: { run: ['view'], choices: { bd: ['view'] } },
  xephang: {
    run: ['view'],
    choices: {
      xh: {
        l: ['view'],
        s: ['set_targets'],
        m: ['set_targets'],
        n: ['set_targets'],
        v: ['set_targets'],
      },
    },
  },
  chitieu: { run: ['view'], choices: { ct: { t: ['view'], e: ['set_targets'] } } },
  han: { run: ['view'] },
  giahan: {
    run: ['update'],
    choices: { ex: ['update'], xr: ['update'], xd: ['review'] },
  },
  kiennghi: {
    run: ['propose', 'respond', 'review', 'view'],
    choices: {
      kn: {
        l: ['propose', 'respond', 'review', 'view'],
        g: ['propose', 'respond', 'review', 'view'],
        c: ['view', 'respond'],
        n: ['propose'],
        b: ['propose'],
        f: ['propose'],
        a: ['review', 'respond'],
        w: ['review'],
        p: ['review'],
        q: ['linked'],
      },
    },
  },
  bangiao: { run: ['hand_over'], choices: { bg: ['hand_over'] } },
  duyet: { run: ['review'], choices: { rv: ['review'] } },
  kiemtra: {
    run: ['view'],
    choices: {
      ki: { e: ['view'], n: ['inspect'], x: ['inspect'], z: ['inspect'], f: ['inspect'] },
    },
  },
  chamdiem: { run: ['view'], choices: { cm: scoringButtons } },
  tiendokiemtra: { run: ['view'], choices: { kt: ['view'] } },
  thubaocao: { run: ['view'], choices: { tb: ['view'] } },
  dotxuat: { run: ['review'] },
  chedo: { run: ['review'], choices: { cd: ['review'] } },
  xuat: { run: ['export'], choices: { xu: ['export'] } },
  moi: { run: ['invite'], choices: { iv: ['invite'] } },
  daumoi: { run: ['invite'], choices: { dm: ['invite'] } },
  bieumau: { run: ['invite'], choices: { bm: ['invite'] } },
  lich: { run: ['linked'], choices: { li: ['linked', 'calendar'] } },
  nhom: {
    run: ['linked', 'register_group'],
    choices: {
      nh: {
        show: ['linked'],
        d: ['register_group'],
        h: ['register_group'],
        a: ['register_group'],
        s: ['register_group'],
        o: ['register_group'],
        l: ['register_group'],
        b: ['register_group'],
        p: ['register_group'],
      },
    },
  },
  nhac: { run: ['remind'], choices: { nc: ['remind'] } },
  trogiup: { run: ['anyone'], choices: { hp: ['linked'] } },
  hotro: { run: ['linked'], choices: { sp: ['linked'] } },
  guitep: { run: ['linked'] },
  tieptuc: { run: ['linked'], choices: { tt: ['linked'] } },
  huy: { run: ['linked'] },
  nhacviec: {
    run: ['linked'],
    choices: {
      nv: {
        me: ['linked'],
        hour: ['linked'],
        style: ['linked'],
        rung: ['linked'],
        reset: ['linked'],
        ag: ['set_reminders'],
        set: ['set_reminders'],
        muted: ['review'],
      },
      hn: ['update'],
      tn: { ask: ['update', 'review'], lift: ['update', 'review'] },
    },
  },
  kenh: { run: ['linked'], choices: { ch: ['linked'] } },
  ngonngu: { run: ['linked'], choices: { lang: ['linked'] } },
  lienket: { run: ['anyone'] },
  start: { run: ['anyone'], choices: { go: ['linked'] } },
  chuagui: { run: ['resend'], choices: { ud: ['resend'] } },
  nhatky: { run: ['audit'], choices: { nk: ['audit'] } },
  dulieucuatoi: { run: ['linked'], choices: { cs: ['linked'] } },
  xoadulieu: { run: ['linked'], choices: { xl: ['linked'] } },
  chitiet: { run: ['view'], choices: { ob: ['view'], hi: ['view'], fi: ['view'] } },
  gopy: {
    run: ['update'],
    choices: {
      in: {
        at: ['update'],
        ask: ['update'],
        who: ['update'],
        none: ['update'],
        list: ['view'],
        see: ['view'],
        fi: ['view'],
        undo: ['view', 'update'],
      },
    },
  },
};

/** What sending a form needs, by the form's name; its buttons are `f:…`. */
export const FORM_RIGHTS: Readonly<Record<string, Needs>> = {
  update: ['update'],
  extension: ['update'],
  return: ['review'],
  ad_hoc: ['review'],
  proposal: ['propose'],
  proposal_answer: ['review', 'respond'],
  proposal_forward: ['review'],
  hand_over: ['hand_over'],
  other_date: ['review'],
  ask_input: ['update'],
  input: ['update'],
  inspection_finding: ['inspect'],
  score_change: ['verify_scores'],
  score_again: ['update'],
  target_value: ['set_targets'],
  calendar_day: ['calendar'],
  office_hours: ['calendar'],
  regime: ['review'],
  snooze_date: ['update'],
  mute: ['update', 'review'],
};

/** All buttons of a command with what each needs: "bc:ok", "my". */
export function buttonsOf(rights: CommandRights): { button: string; needs: Needs }[] {
  return Object.entries(rights.choices ?? {}).flatMap(([prefix, needs]) =>
    isNeeds(needs)
      ? [{ button: prefix, needs }]
      : Object.entries(needs).map(([verb, of]) => ({ button: `${prefix}:${verb}`, needs: of })),
  );
}

function isNeeds(needs: Needs | Readonly<Record<string, Needs>>): needs is Needs {
  return Array.isArray(needs);
}
