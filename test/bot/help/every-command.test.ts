import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../bot/commands/index.ts';
import { USUAL } from '../../../bot/help/usual.ts';
import { ROLES } from '../../../core/people/role.ts';
import { LOCALES, translator } from '../../../locales/index.ts';

describe('help', () => {
  it.each(LOCALES)('tells in %s what every command is for and how it is used', (locale) => {
    const t = translator(locale);
    const listed = COMMANDS.filter(({ hidden }) => !hidden);
    const silent = listed.filter(
      ({ name }) => !t.has(`command.${name}`) || !t.has(`about.${name}`),
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it.each(ROLES)('shows a %s commands that are there and meant for them', (role) => {
    for (const name of USUAL[role]) {
      const command = COMMANDS.find((one) => one.name === name);
      expect(command, name).toBeDefined();
      if (command?.roles) expect(command.roles, name).toContain(role);
    }
  });
});
