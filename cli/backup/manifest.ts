import { z } from 'zod';

/** What stands at the end of a backup and says what has to be in it. */
export const manifestSchema = z.object({
  format: z.literal(1),
  /** Instant of the snapshot. */
  madeAt: z.iso.datetime(),
  /** Number of migrations the schema had. */
  migrations: z.int().positive(),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()).min(1),
      /** Of the packed rows as they lie in the archive. */
      sha256: z.string(),
    }),
  ),
  /** Content hashes of the files. */
  files: z.array(z.string()),
});

export type Manifest = z.infer<typeof manifestSchema>;

export const MANIFEST = 'manifest.json';
export const tableEntry = (name: string): string => `tables/${name}.jsonl.gz`;
export const fileEntry = (hash: string): string => `files/${hash}`;
