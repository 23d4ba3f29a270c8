import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { likeFile } from './file-content.ts';
import type { Phone } from './phone.ts';

interface TypingPerson {
  readonly fromBot: readonly { text: string }[];
  says(text: string): void;
  hears(match: string | RegExp): Promise<{ text: string }>;
}

/** Somebody on a network without buttons, whose chat takes no files: they use the page. */
export function typedPhone(person: TypingPerson, triesFile: () => void): Phone {
  return {
    says: async (text) => person.says(text),
    chooses: async (label) => person.says(typedFor(person.fromBot, label)),
    async sendsFile(file, content) {
      // What happens to whoever just tries.
      triesFile();
      const { text } = await person.hears(/\/upload\//);
      const [link = ''] = /http\S+\/upload\/\S+/.exec(text) ?? [];
      const page = await (await fetch(link)).text();
      if (!page.includes('enctype="multipart/form-data"')) throw new Error(page);
      const body = new FormData();
      body.append('files', new Blob([likeFile(file, content)], { type: 'application/pdf' }), file);
      const sent = await fetch(link, { method: 'POST', body });
      if (!sent.ok) throw new Error(`${sent.status} ${await sent.text()}`);
    },
    hears: async (words) => (await person.hears(words)).text,
    count: async (words) => person.fromBot.filter(({ text }) => text.includes(words)).length,
  };
}

/** The number of the choice where the newest list has one, else its words. */
export function typedFor(messages: readonly { text: string }[], label: string): string {
  const last = messages.findLast(({ text }) => text.includes(label))?.text ?? '';
  const line = last.split('\n').find((one) => one.endsWith(`. ${label}`));
  return line === undefined ? label : line.slice(0, line.indexOf('.'));
}

/** Resolves when the bot has noted what became of every send. */
export async function sendsNoted(db: Db): Promise<void> {
  for (;;) {
    const rows = await db.execute(sql`select from outbox where status = 'sending' limit 1`);
    if (rows.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
