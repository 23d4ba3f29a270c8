import { z } from 'zod';
import type { OaApi } from './api.ts';

/** The person waits for a reply. */
const PATIENCE_MS = 1_200;
const MOST = 5_000;

const detail = z.object({ display_name: z.string().min(1) });

/**
 * What a person is called, asked for once; events bear no names. When nobody says so in time, a
 * placeholder by which an administrator can tell people apart.
 */
export function names(api: OaApi): (userId: string) => Promise<string> {
  const known = new Map<string, string>();

  async function ask(userId: string): Promise<string | null> {
    const answer = await api.call(
      { method: 'GET', path: '/v3.0/oa/user/detail', ask: { user_id: userId } },
      PATIENCE_MS,
    );
    const read = detail.safeParse(answer.ok ? answer.data : null);
    if (!read.success) return null;
    if (known.size >= MOST) known.clear();
    known.set(userId, read.data.display_name);
    return read.data.display_name;
  }

  return async (userId) => {
    const name = known.get(userId);
    if (name !== undefined) return name;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), PATIENCE_MS);
    });
    const asked = await Promise.race([ask(userId), late]);
    clearTimeout(timer);
    return asked ?? `Zalo …${userId.slice(-4)}`;
  };
}
