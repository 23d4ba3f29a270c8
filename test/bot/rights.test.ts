import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../bot/commands/index.ts';
import { VERBS as INPUT_VERBS } from '../../bot/commands/input.ts';
import { VERBS as PROPOSAL_VERBS } from '../../bot/commands/proposal.ts';
import { FORMS } from '../../bot/forms/index.ts';
import { VERBS as SETTING_VERBS } from '../../bot/reminding/press-setting.ts';
import { VERBS as REPORT_VERBS } from '../../bot/reports/verbs.ts';
import { buttonsOf, FORM_RIGHTS, RIGHTS } from '../../bot/rights.ts';
import { POLICY } from '../../core/people/can.ts';

const sorted = (items: Iterable<string>) => [...items].sort();

describe('the table of rights', () => {
  it('has every command, every prefix of its buttons, and nothing else', () => {
    expect(sorted(Object.keys(RIGHTS))).toEqual(sorted(COMMANDS.map(({ name }) => name)));
    for (const { name, choices = {} } of COMMANDS) {
      expect(sorted(Object.keys(RIGHTS[name]?.choices ?? {})), name).toEqual(
        sorted(Object.keys(choices)),
      );
    }
  });

  it('has every verb of the prefixes that serve several ends', () => {
    const verbsOf = (command: string, prefix: string) =>
      Object.keys(RIGHTS[command]?.choices?.[prefix] ?? {});
    expect(sorted(verbsOf('baocao', 'bc'))).toEqual(sorted(Object.keys(REPORT_VERBS)));
    expect(sorted(verbsOf('kiennghi', 'kn'))).toEqual(sorted(Object.keys(PROPOSAL_VERBS)));
    expect(sorted(verbsOf('gopy', 'in'))).toEqual(sorted(Object.keys(INPUT_VERBS)));
    expect(sorted(verbsOf('nhacviec', 'nv'))).toEqual(sorted(Object.keys(SETTING_VERBS)));
  });

  it('has every form', () => {
    expect(sorted(Object.keys(FORM_RIGHTS))).toEqual(sorted(FORMS.map(({ form }) => form.name)));
  });

  it('names rights of the policy only, and no right of it is for nothing', () => {
    const named = new Set(
      [
        ...Object.values(RIGHTS).flatMap((one) => [
          ...one.run,
          ...buttonsOf(one).flatMap(({ needs }) => needs),
        ]),
        ...Object.values(FORM_RIGHTS).flat(),
      ].filter((need) => need !== 'anyone' && need !== 'linked'),
    );
    expect(sorted(named)).toEqual(sorted(Object.keys(POLICY)));
  });

  it('no two commands claim the same prefix, and none that of forms', () => {
    const prefixes = COMMANDS.flatMap(({ choices = {} }) => Object.keys(choices));
    expect(new Set(prefixes).size).toBe(prefixes.length);
    expect(prefixes).not.toContain('f');
  });

  it('what strangers may use shows by itself what is whose', () => {
    for (const { name, access } of COMMANDS) {
      if (RIGHTS[name]?.run.includes('anyone')) expect(access, name).toBe('anyone');
    }
  });
});
