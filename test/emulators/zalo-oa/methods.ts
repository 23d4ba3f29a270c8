import { OaError } from './error.ts';
import { newId, type OaRecord, type OaShown } from './people.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const WINDOW_MS = 7 * DAY_MS;
/** What was uploaded can be sent so long. */
const ASSET_MS = 7 * DAY_MS;
const MB = 1024 * 1024;

export interface Upload {
  name: string;
  mime: string;
  bytes: Uint8Array;
}

/** The calls of the OpenAPI that the fact sheet describes. Each throws OaError. */
export function oaMethods(parts: {
  chats: ReadonlyMap<string, OaRecord>;
  now(): number;
  attachmentsInGroups: boolean;
}) {
  const assets = new Map<string, Upload & { at: number }>();

  function keep(upload: Upload | null, fits: RegExp, most: number): string {
    if (!upload || !fits.test(upload.name) || upload.bytes.byteLength > most) {
      throw new OaError(-201, 'Params invalid');
    }
    const id = newId();
    assets.set(id, { ...upload, at: parts.now() });
    return id;
  }

  function asset(id: unknown): Upload {
    const found = assets.get(String(id));
    if (!found) throw new OaError(-201, 'Params invalid');
    if (parts.now() - found.at > ASSET_MS) throw new OaError(-100, 'Asset expired');
    return found;
  }

  async function attached(attachment: unknown): Promise<Pick<OaShown, 'image' | 'file'>> {
    const { type, payload = {} } = (attachment ?? {}) as {
      type?: string;
      payload?: Record<string, unknown>;
    };
    if (type === 'file') return { image: null, file: asset(payload.token) };
    const [element = {}] = (payload.elements ?? []) as Record<string, unknown>[];
    const isImage = payload.template_type === 'media' && element.media_type === 'image';
    if (type !== 'template' || !isImage) throw new OaError(-201, 'Params invalid');
    if (element.attachment_id !== undefined) {
      return { image: asset(element.attachment_id).bytes, file: null };
    }
    const got = await fetch(String(element.url)).catch(() => null);
    if (!got?.ok) throw new OaError(-201, 'Params invalid');
    return { image: new Uint8Array(await got.arrayBuffer()), file: null };
  }

  async function show(record: OaRecord, message: Record<string, unknown>): Promise<string> {
    const { text, attachment } = message;
    const isText = typeof text === 'string' && text.length > 0;
    if (isText === (attachment !== undefined)) throw new OaError(-201, 'Params invalid');
    if (isText && text.length > 2000) throw new OaError(-210, 'Param too long');
    if (!isText && record.kind === 'group' && !parts.attachmentsInGroups) {
      throw new OaError(-201, 'Params invalid');
    }
    const carried = isText ? { image: null, file: null } : await attached(attachment);
    const words = isText ? text : '';
    const isGroup = record.kind === 'group';
    const mentions = isGroup
      ? [...words.matchAll(/\[@([^\]]*)\]/g)].map(([, whom]) => whom ?? '')
      : [];
    const id = newId();
    record.fromBot.push({ id, text: words, ...carried, mentions });
    return id;
  }

  function recipient(body: Record<string, unknown>, kind: OaRecord['kind']): OaRecord {
    const to = (body.recipient ?? {}) as Record<string, unknown>;
    const record = parts.chats.get(String(to[`${kind}_id`]));
    if (record?.kind !== kind) throw new OaError(-201, 'Params invalid');
    return record;
  }

  return {
    async cs(body: Record<string, unknown>) {
      const record = recipient(body, 'user');
      const { interactedAt } = record;
      if (interactedAt === null || parts.now() - interactedAt > WINDOW_MS) {
        throw new OaError(-230, 'User has not interacted with the OA in the past 7 days');
      }
      const id = await show(record, body.message as Record<string, unknown>);
      return { message_id: id, user_id: record.id, sent_time: String(parts.now()) };
    },
    async group(body: Record<string, unknown>) {
      const record = recipient(body, 'group');
      const id = await show(record, body.message as Record<string, unknown>);
      return { message_id: id, group_id: record.id };
    },
    image: (upload: Upload | null) => ({
      attachment_id: keep(upload, /\.(jpe?g|png)$/i, MB),
    }),
    file: (upload: Upload | null) => ({
      token: keep(upload, /\.(pdf|docx?|csv)$/i, 5 * MB),
    }),
    detail(userId: unknown) {
      const record = parts.chats.get(String(userId));
      if (record?.kind !== 'user') throw new OaError(-201, 'Params invalid');
      return { user_id: record.id, display_name: record.name, user_is_follower: true };
    },
  };
}
