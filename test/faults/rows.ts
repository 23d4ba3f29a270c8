/** Every row of the table of faults, by the name `--only` knows it by, and the file that makes it. */
export const ROWS = {
  'kill-dialogues': 'killed',
  'kill-broadcast': 'replica-killed',
  'kill-zalo': 'zalo-killed',
  'database-dialogues': 'database-away',
  'restart-dialogues': 'database-restarted',
  'restart-broadcast': 'database-restarted',
  'cut-broadcast': 'database-restarted',
  slow: 'network',
  'half-open': 'network',
  '429': 'network',
  '5xx': 'network',
  late: 'network',
  'zalo-slow': 'zalo-network',
  'zalo-half-open': 'zalo-network',
  'zalo-429': 'zalo-network',
  'zalo-5xx': 'zalo-network',
  'zalo-late': 'zalo-network',
  'flood-telegram': 'flood',
  'flood-zalo': 'flood',
  'flood-zalo-oa': 'flood',
  disk: 'machine',
  clock: 'machine',
  jobs: 'jobs-killed',
} as const;

export type Row = keyof typeof ROWS;

export function isRow(name: string): name is Row {
  return Object.hasOwn(ROWS, name);
}
