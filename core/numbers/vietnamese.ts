/**
 * A number as Vietnamese documents print it: 1562 → "1.562", 93.66 → "93,66". At most `decimals`
 * figures after the comma (2 by default, 100 at most), none that say nothing. Throws RangeError for
 * NaN, infinities and other counts of decimals.
 */
export function formatNumber(value: number, decimals = 2): string {
  if (!Number.isFinite(value)) throw new RangeError(`not a number to print: ${value}`);
  const [whole = '0', fraction = ''] = decimalDigits(Math.abs(value), decimals).split('.');
  const grouped = whole.replace(/(?<=\d)(?=(?:\d{3})+$)/g, '.');
  const rest = fraction.replace(/0+$/, '');
  const printed = rest === '' ? grouped : `${grouped},${rest}`;
  return value < 0 && /[1-9]/.test(printed) ? `-${printed}` : printed;
}

/** Plain digits; toFixed alone turns to exponents from 1e21 on. */
function decimalDigits(value: number, decimals: number): string {
  return value >= 1e21 ? BigInt(value).toString() : value.toFixed(decimals);
}
