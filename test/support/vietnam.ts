export const VIETNAM = 'Asia/Ho_Chi_Minh';

/** The instant of a Vietnamese wall-clock time; a day alone is its 08:00. */
export function at(local: string): Date {
  return new Date(`${local.length === 10 ? `${local}T08:00` : local}:00+07:00`);
}
