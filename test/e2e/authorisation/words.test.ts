import { afterAll, beforeAll, expect, it } from 'vitest';
import { agencyId, obligation } from '../../support/facts.ts';
import { type Rehearsal, rehearse, type Seen } from '../../support/rehearsal.ts';
import { REPORT } from '../../support/reporting.ts';

/** What somebody may type: markup of two kinds, an entity, and signs that turn text around. */
const NASTY = '<b>đậm</b> & [x](https://a.vn) *sao* _gạch_ `mã` &lt; <a href="https://a.vn">';
const HIDDEN = '\u202Egpj\u2066\u200B';

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
});
afterAll(() => office.end());

/** Only tags of our own, closed in order, and nothing else that a reader of HTML would take for one. */
function expectValid({ html, choices, files }: Seen): void {
  const open: string[] = [];
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z]+)(?: href="[^"<>]*")?>/g)) {
    if (slash === '/') expect(open.pop(), html).toBe(name);
    else open.push(name);
    expect(['b', 'i', 'u', 'code', 'a']).toContain(name);
  }
  expect(open, html).toEqual([]);
  const bare = html.replace(/<\/?[a-z]+(?: href="[^"<>]*")?>/g, '');
  expect(bare).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot);)/);
  expect(html).not.toContain('href="https://a.vn"');
  const all = [html, ...choices.map(({ label }) => label), ...files.map(({ name }) => name)];
  expect(all.join('')).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B]/);
}

it('shows notes, names and files as they were typed, and as nothing else', async () => {
  const official = office.person('dm-y-te');
  const { id } = await obligation(office, 'y-te', REPORT);
  const coordinator = office.person('cqtt-cchc');

  await official.forges(`up:${id}:blocked`);
  await official.says(`${HIDDEN}${NASTY}`);
  await official.says(NASTY);
  await official.presses('⏩');
  await official.presses('📨');
  const card = (await coordinator.forges(`ob:${id}`)).at(-1);
  expect(card?.text).toContain(NASTY);

  await official.says('/kiennghi');
  await official.forges('kn:n');
  await official.says(`/kiennghi ${NASTY}`);
  await official.says('/huy');
  await official.forges(`up:${id}:done`);
  await official.sendsFile(`../../x/${HIDDEN}bản & <i>${'á'.repeat(150)}.pdf`, '%PDF-1.7 x');
  await official.says(`/hotro ${NASTY}`);
  await official.says(`/tiendo ${NASTY}`);
  await official.says(`/trogiup ${NASTY}`);

  await coordinator.says('/moi Phòng Y tế');
  const made = (await coordinator.presses('Cán bộ đầu mối')).at(-1)?.text ?? '';
  const [code = ''] = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(made) ?? [];
  for (const text of [code, 'đồng ý']) {
    const response = await fetch(`${office.app.address}/sim/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: 'la', name: `${HIDDEN}${NASTY}`, text }),
    });
    expect(response.ok).toBe(true);
  }
  const owners = await coordinator.forges(`dm:agency:${await agencyId(office, 'y-te')}`);
  expect(owners.at(-1)?.text).toContain('<b>đậm</b> & [x](https://a.vn)');

  for (const who of ['dm-y-te', 'cqtt-cchc', 'la', 'tt-y-te']) {
    for (const seen of await office.person(who).sees()) expectValid(seen);
  }
});
