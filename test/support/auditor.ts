import { readFile } from 'node:fs/promises';
import postgres from 'postgres';

export type Rows = Record<string, unknown>[];

/** Whoever recomputes figures by plain SQL, with the queries that docs/figures.md publishes. */
export interface Auditor {
  /** Runs a published query by its name. */
  ask(name: string, then?: string): Promise<Rows>;
  /** Runs any text, for instance on the view `item`. */
  run(text: string): Promise<Rows>;
  end(): Promise<void>;
}

/** The queries of docs/figures.md by their names, which stand after "sql". */
async function published(): Promise<Map<string, string>> {
  const page = await readFile(new URL('../../docs/figures.md', import.meta.url), 'utf8');
  return new Map(
    [...page.matchAll(/```sql (\w+)\n(.*?)```/gs)].map(([, name = '', text = '']) => [name, text]),
  );
}

/** A connection of its own on which the view `item` stands ready. */
export async function openAuditor(
  url: string,
  about: { now: Date; zone: string; scope: number; rule: number },
): Promise<Auditor> {
  const queries = await published();
  const connection = postgres(url, { max: 1, onnotice: () => {} });
  const ask: Auditor['ask'] = async (name, then = '') => {
    const values: Record<string, string> = {
      ":'now'": `'${about.now.toISOString()}'`,
      ":'then'": `'${then}'`,
      ":'zone'": `'${about.zone}'`,
      ':scope': String(about.scope),
      ':rule': String(about.rule),
    };
    const query = queries.get(name);
    if (!query) throw new Error(`docs/figures.md has no query "${name}"`);
    const text = Object.entries(values).reduce(
      (sql, [from, to]) => sql.replaceAll(from, to),
      query,
    );
    return [...(await connection.unsafe(text))];
  };
  await ask('item');
  return {
    ask,
    run: async (text) => [...(await connection.unsafe(text))],
    end: () => connection.end(),
  };
}
