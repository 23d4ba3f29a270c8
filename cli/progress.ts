import { SingleBar } from 'cli-progress';

/** A bar on stderr for work over many rows; silent where stderr is no terminal. */
export function progressBar(what: string): (done: number, total: number) => void {
  if (!process.stderr.isTTY) return () => {};
  const bar = new SingleBar({ format: `${what} [{bar}] {value}/{total}`, clearOnComplete: true });
  let started = false;
  return (done, total) => {
    if (!started) bar.start(total, 0);
    started = true;
    bar.update(done);
    if (done >= total) bar.stop();
  };
}
