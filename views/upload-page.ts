import type { FileProblem } from '../core/files/acceptable.ts';
import type { Translate } from '../locales/index.ts';

/** Why something sent was not taken. */
export type UploadProblem = { why: 'too_large' | 'none' } | { why: FileProblem; name: string };

/** What the upload page shows. */
export type UploadPage =
  | { kind: 'form'; problems: readonly UploadProblem[] }
  | { kind: 'done'; count: number }
  | { kind: 'over' }
  | { kind: 'busy' };

const STYLE = `
body{font:17px/1.5 system-ui,sans-serif;margin:0;background:#f4f5f7;color:#1c2530}
main{max-width:30rem;margin:0 auto;padding:1.5rem 1rem}
h1{font-size:1.3rem;margin:0 0 .75rem}
form{background:#fff;border-radius:.75rem;padding:1rem;margin-top:1rem}
input{width:100%;font:inherit;padding:.5rem 0}
button{width:100%;min-height:3rem;font:inherit;font-weight:600;border:0;border-radius:.5rem;background:#0b5bd3;color:#fff;margin-top:.75rem}
.problem{background:#fdecea;border-radius:.5rem;padding:.5rem .75rem}
.small{color:#4a5663;font-size:.9rem}
`;

/** A page without scripts that sends files into one person's chat; made for phones. */
export function uploadPage(page: UploadPage, t: Translate): string {
  return [
    '<!doctype html>',
    `<html lang="${t.locale}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta name="robots" content="noindex"><title>${t('upload.title')}</title>`,
    `<style>${STYLE}</style></head><body><main><h1>${t('upload.title')}</h1>`,
    bodyOf(page, t),
    '</main></body></html>',
  ].join('\n');
}

function bodyOf(page: UploadPage, t: Translate): string {
  switch (page.kind) {
    case 'done':
      return `<p>${t('upload.done', { count: page.count })}</p>`;
    case 'over':
      return `<p>${t('upload.over')}</p>`;
    case 'busy':
      return `<p>${t('upload.busy')}</p>`;
    case 'form':
      return [
        ...page.problems.map((one) => `<p class="problem">${problemText(one, t)}</p>`),
        `<p>${t('upload.how')}</p>`,
        '<form method="post" enctype="multipart/form-data">',
        `<label>${t('upload.choose')}<input type="file" name="files" multiple required></label>`,
        `<button>${t('upload.send')}</button></form>`,
        `<p class="small">${t('upload.secrets')}</p>`,
      ].join('\n');
  }
}

function problemText(problem: UploadProblem, t: Translate): string {
  if ('name' in problem) return t(`file.${problem.why}`, { name: problem.name });
  return t(`upload.${problem.why}`);
}
