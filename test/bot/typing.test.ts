import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { whileTyping } from '../../bot/typing.ts';
import type { Incoming } from '../../core/messages/message.ts';
import { recordingChannel } from '../support/recording-channel.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const spoken = (more: Partial<Incoming> = {}): Incoming => ({
  channel: 'web',
  updateKey: '1',
  conversation: { id: 'an', kind: 'private', title: null },
  sender: { id: 'an', name: 'An' },
  content: { type: 'text', text: '/viec' },
  addressed: true,
  ...more,
});

/** Work that ends when told to, and the signs shown meanwhile. */
function atWork(incoming: Incoming, typing: (chat: string) => Promise<void> = async () => {}) {
  const shown: string[] = [];
  let end: (error?: Error) => void = () => {};
  const work = new Promise<string>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve('done'));
  });
  const channel = {
    ...recordingChannel(),
    typing: (chat: string) => {
      shown.push(chat);
      return typing(chat);
    },
  };
  return {
    shown,
    end: (error?: Error) => end(error),
    all: whileTyping(channel, incoming, () => work),
  };
}

it('begins after a moment, goes on for as long as it takes, and ends with the work', async () => {
  const { shown, end, all } = atWork(spoken());
  await vi.advanceTimersByTimeAsync(600);
  expect(shown).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(shown).toEqual(['an']);
  await vi.advanceTimersByTimeAsync(9_000);
  expect(shown).toHaveLength(3);
  end();
  expect(await all).toBe('done');
  expect(vi.getTimerCount()).toBe(0);
});

it('leaves no timer behind when the work fails', async () => {
  const { end, all } = atWork(spoken());
  const failed = expect(all).rejects.toThrow('no database');
  await vi.advanceTimersByTimeAsync(1_000);
  end(new Error('no database'));
  await failed;
  expect(vi.getTimerCount()).toBe(0);
});

it('changes nothing when the sign cannot be shown, or never comes back', async () => {
  const refused = atWork(spoken(), () => Promise.reject(new Error('429')));
  const hanging = atWork(spoken(), () => new Promise(() => {}));
  await vi.advanceTimersByTimeAsync(1_000);
  refused.end();
  hanging.end();
  expect(await Promise.all([refused.all, hanging.all])).toEqual(['done', 'done']);
});

it.each<[string, Partial<Incoming>]>([
  ['words among people in a group', { addressed: false }],
  ['somebody who stopped the bot', { content: { type: 'reachable', reachable: false } }],
  ['a group that moved', { content: { type: 'moved', to: '-100' } }],
])('is not shown for %s', async (_, more) => {
  const { shown, end, all } = atWork(spoken(more));
  await vi.advanceTimersByTimeAsync(10_000);
  end();
  await all;
  expect(shown).toEqual([]);
});
