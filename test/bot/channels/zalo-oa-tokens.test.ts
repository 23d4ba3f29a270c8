import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../db/client.ts';
import { keptValue } from '../../../office/kept-value.ts';
import { type OaRig, oaRig } from '../../emulators/zalo-oa/adapter-rig.ts';
import { freshDatabase } from '../../support/database.ts';

const HOUR = 3_600_000;

let rig: OaRig;
afterEach(() => rig.close());

describe('the tokens of an Official Account', () => {
  it('are renewed once, whichever of two replicas comes first, in the database', async () => {
    const database = await freshDatabase();
    const pools = [openDatabase(database.url), openDatabase(database.url)];
    rig = await oaRig();
    const { oa } = rig;
    const replicas = pools.map(({ db }) =>
      rig.replica({ tokenStore: keptValue(db, 'zalo_oa_tokens') }),
    );
    const an = oa.person('An');
    an.says('alo');
    const both = (text: string) =>
      Promise.all(
        replicas.map((channel) =>
          channel.send({
            conversationId: an.id,
            conversationKind: 'private',
            message: { text: text as never },
          }),
        ),
      );
    expect((await both('một')).map(({ outcome }) => outcome)).toEqual(['sent', 'sent']);
    expect(oa.tokens.renewals()).toBe(1);
    // Near its end, and then dead at once: again one of them gets the next pair.
    rig.clock.at += 24.5 * HOUR;
    expect((await both('hai')).map(({ outcome }) => outcome)).toEqual(['sent', 'sent']);
    expect(oa.tokens.renewals()).toBe(2);
    rig.clock.at += HOUR;
    oa.tokens.expireAccess();
    expect((await both('ba')).map(({ outcome }) => outcome)).toEqual(['sent', 'sent']);
    expect(oa.tokens.renewals()).toBe(3);
    expect(an.fromBot).toHaveLength(6);
    for (const pool of pools) await pool.close();
    await database.drop();
  });

  it('are renewed ahead of their end, also when nothing is sent', async () => {
    rig = await oaRig();
    const { oa, clock, channel } = rig;
    expect(channel.trouble()).toBe('not started');
    await rig.start();
    expect(channel.trouble()).toBeNull();
    expect(oa.tokens.renewals()).toBe(1);
    const an = oa.person('An');
    clock.at += 24.5 * HOUR;
    an.says('alo');
    expect((await rig.send(an, { text: 'một' })).outcome).toBe('sent');
    expect(oa.calls('cs')).toHaveLength(1);
    expect(oa.tokens.renewals()).toBe(2);
  });

  it('that expire in the middle of a message cost nobody a piece of it', async () => {
    rig = await oaRig();
    const { oa, clock } = rig;
    await rig.start();
    clock.at += HOUR;
    const an = oa.person('An');
    an.says('alo');
    const expired = { kind: 'error', code: -220, description: 'expired' } as const;
    oa.breaks(expired, { method: 'cs', after: 1 });
    const text = 'Một câu dài vừa phải để chia. '.repeat(100);
    expect((await rig.send(an, { text })).outcome).toBe('sent');
    expect(an.fromBot).toHaveLength(2);
    expect(oa.tokens.renewals()).toBe(2);
  });

  it('that are refused hold everything, say who must act, and show no secret', async () => {
    rig = await oaRig();
    const { oa, channel, clock, logged, store } = rig;
    const an = oa.person('An');
    an.says('alo');
    const held = rig.replica({ refreshToken: 'used-up-refresh-token' });
    const envelope = {
      conversationId: an.id,
      conversationKind: 'private' as const,
      message: { text: 'một' as never },
    };
    const result = await held.send(envelope);
    expect(result).toEqual({ outcome: 'limited', retryAfterMs: 300_000, scope: 'channel' });
    await held.start(async () => {});
    expect(held.trouble()).toMatch(/^refresh token refused \(-14014 .*must consent again/);
    expect(held.trouble()).not.toContain('\n');
    // Not hammered: the next tries do not even ask.
    await held.send(envelope);
    expect(oa.calls('token')).toHaveLength(1);
    expect(oa.calls('cs')).toHaveLength(0);
    // Somebody consents; a replica with the new token gets going, and the old one finds the pair.
    await rig.start();
    expect(channel.trouble()).toBeNull();
    clock.at += 60_000;
    expect((await rig.send(an, { text: 'hai' })).outcome).toBe('sent');
    expect((await held.send(envelope)).outcome).toBe('sent');
    expect(held.trouble()).toBeNull();
    await held.stop();
    const { access, refresh } = store.kept as { access: string; refresh: string };
    for (const secret of [access, refresh, oa.appSecret, 'used-up-refresh-token']) {
      expect(logged.join('')).not.toContain(secret);
    }
  });

  it('of a new consent win over kept ones, and an old configuration does not bring the old back', async () => {
    rig = await oaRig();
    const { oa, clock } = rig;
    const an = oa.person('An');
    an.says('alo');
    const message = { text: 'một' as never };
    const envelope = { conversationId: an.id, conversationKind: 'private' as const, message };
    const old = rig.replica();
    expect((await old.send(envelope)).outcome).toBe('sent');
    const renewed = rig.replica({ refreshToken: oa.tokens.consents() });
    expect((await renewed.send(envelope)).outcome).toBe('sent');
    clock.at += 2 * 60_000;
    expect((await old.send(envelope)).outcome).toBe('sent');
    expect(oa.calls('token')).toHaveLength(2);
  });

  it('that were made while the database was away are kept when it is back', async () => {
    rig = await oaRig();
    const { oa, store, logged } = rig;
    const an = oa.person('An');
    an.says('alo');
    store.loses = 1;
    expect((await rig.send(an, { text: 'một' })).outcome).toBe('limited');
    expect(an.fromBot).toHaveLength(0);
    expect((await rig.send(an, { text: 'một' })).outcome).toBe('sent');
    expect(oa.tokens.renewals()).toBe(1);
    expect(logged.join('')).not.toContain(String(oa.tokens.accessToken()));
  });

  it('and a wrong app secret or an absent service say so', async () => {
    rig = await oaRig({ appSecret: 'wrong-secret' });
    await rig.start();
    expect(rig.channel.trouble()).toMatch(/^app secret refused \(-14004.*ZALO_OA_APP_SECRET$/);
    const away = rig.replica({ oauthRoot: 'http://127.0.0.1:9' });
    const an = rig.oa.person('An');
    const result = await away.send({
      conversationId: an.id,
      conversationKind: 'private',
      message: { text: 'x' as never },
    });
    expect(result).toEqual({ outcome: 'limited', retryAfterMs: 30_000, scope: 'channel' });
  });
});
