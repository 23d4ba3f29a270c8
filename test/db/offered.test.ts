import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Markup } from '../../core/messages/markup.ts';
import { lockConversation } from '../../db/queries/conversations.ts';
import { recentlyOffered } from '../../db/queries/offered.ts';
import { type OutboxKind, type OutboxStatus, outbox } from '../../db/schema/index.ts';
import { openOffice, type TestOffice } from '../support/office.ts';

const NOW = new Date('2023-03-01T08:00:00+07:00');

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice({ demo: false });
});
afterAll(() => office.end());

it('what a number answers is the newest message that may be on the screen, noted as sent or not', async () => {
  const key = { channel: 'web', nativeId: 'phone', kind: 'private' as const, title: null };
  const { id: conversationId } = await lockConversation(office.db, key);
  const stored: [string, OutboxKind, OutboxStatus][] = [
    ['card', 'reply', 'sent'],
    ['given up', 'reply', 'failed'],
    ['killed before it was noted', 'reply', 'sending'],
    ['sent next', 'reply', 'pending'],
    ['for tomorrow morning', 'notice', 'pending'],
  ];
  await office.db.insert(outbox).values(
    stored.map(([text, kind, status]) => ({
      conversationId,
      kind,
      status,
      priority: 0,
      message: { text: text as Markup, choices: [[{ id: 'x', label: text }]] },
      createdAt: NOW,
      notBefore: NOW,
    })),
  );
  const texts = (await recentlyOffered(office.db, conversationId, 9)).map(({ text }) => text);
  expect(texts).toEqual(['sent next', 'killed before it was noted', 'card']);
});
