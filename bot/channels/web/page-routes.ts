import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { FastifyInstance } from 'fastify';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Serves the simulator's page: a fixed list of files, read once. */
export async function pageRoutes(app: FastifyInstance): Promise<void> {
  const folder = new URL('./page/', import.meta.url);
  for (const name of await readdir(folder)) {
    const type = TYPES[extname(name)];
    if (!type) continue;
    const body = await readFile(new URL(name, folder));
    app.get(name === 'index.html' ? '/' : `/${name}`, (_request, reply) =>
      reply
        .header('content-type', type)
        .header('content-security-policy', "default-src 'self'; img-src 'self' data: blob:")
        .header('cache-control', 'no-cache')
        .send(body),
    );
  }
}
