import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { reference } from '../../docs/generate.ts';

it('is what the registries say (npm run docs)', async () => {
  const written = await readFile(new URL('../../docs/reference.md', import.meta.url), 'utf8');
  expect(written).toBe(await reference());
});
