import { existsSync } from 'node:fs';
import { platform } from 'node:os';
import { type Browser, chromium } from 'playwright-core';

/**
 * A real browser without a window. On Linux the one that comes as a package, with the libraries it
 * needs, so that a fresh machine has it; elsewhere the Chrome or Edge of the machine.
 */
export async function openBrowser(): Promise<Browser> {
  if (platform() !== 'linux' || process.arch !== 'x64') {
    return chromium.launch({ channel: platform() === 'win32' ? 'msedge' : 'chrome' });
  }
  // Makes the package unpack and use its own libraries where the system has none.
  if (!existsSync('/usr/lib/x86_64-linux-gnu/libnss3.so')) {
    process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  }
  const { default: packed } = await import('@sparticuz/chromium');
  const executablePath = await packed.executablePath();
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}
