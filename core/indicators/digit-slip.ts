/** How one written number can become another by a slip of the hand; null when by none we know. */
export type DigitSlip =
  | 'transposed_digits'
  | 'digit_wrong'
  | 'digit_missing'
  | 'digit_extra'
  | 'magnitude';

/** `stated` is what was written, `meant` what should have been; both at least zero. */
export function digitSlip(stated: number, meant: number): DigitSlip | null {
  const decimals = Math.max(decimalsOf(stated), decimalsOf(meant));
  const [a, b] = [stated, meant].map((value) =>
    value
      .toFixed(decimals)
      .replace('.', '')
      .replace(/^0+(?=\d)/, ''),
  );
  if (a === undefined || b === undefined || a === b) return null;
  if (isMagnitude(stated, meant)) return 'magnitude';
  if (a.length === b.length) {
    const wrong = [...a].flatMap((digit, index) => (digit === b[index] ? [] : index));
    const [first = 0, second = 0] = wrong;
    if (wrong.length === 1) return 'digit_wrong';
    const crossed = a[first] === b[second] && a[second] === b[first];
    return wrong.length === 2 && crossed ? 'transposed_digits' : null;
  }
  if (a.length + 1 === b.length && isWithoutOne(b, a)) return 'digit_missing';
  return b.length + 1 === a.length && isWithoutOne(a, b) ? 'digit_extra' : null;
}

/** How many places after the comma a number shows. */
export function decimalsOf(value: number): number {
  const [, fraction = ''] = String(value).split('.');
  return fraction.includes('e') ? 0 : Math.min(6, fraction.length);
}

/** Noughts too many or too few, or only the thousands kept: 1.176 typed as 1. */
function isMagnitude(stated: number, meant: number): boolean {
  if (stated === 0 || meant === 0) return false;
  const ratio = Math.max(stated, meant) / Math.min(stated, meant);
  const noughts = Math.round(Math.log10(ratio));
  if (noughts >= 1 && Math.abs(ratio / 10 ** noughts - 1) < 1e-9) return true;
  return stated > 0 && meant >= 1000 && Math.floor(meant / 1000) === stated;
}

function isWithoutOne(long: string, short: string): boolean {
  for (let index = 0; index < long.length; index += 1) {
    if (long.slice(0, index) + long.slice(index + 1) === short) return true;
  }
  return false;
}
