/** What a number stands for; it decides what a dot and a comma can mean. */
export type NumberKind = 'count' | 'decimal' | 'percent';

/** Why a text was not taken as a number; `suggestion` is what was most likely meant, if anything. */
export type NumberProblem =
  | { code: 'not_a_number'; suggestion: number | null }
  /** "1.562" where decimals are possible: one thousand and more, or one and a half? */
  | { code: 'ambiguous'; readings: number[] }
  /** "1.56" among counts: a figure is missing, or it is a decimal. */
  | { code: 'bad_grouping'; suggestion: number | null }
  /** "1,562" among counts: a comma parts decimals; a dot was most likely meant. */
  | { code: 'not_whole'; suggestion: number | null }
  | { code: 'negative'; suggestion: number }
  /** "1O5": a letter that looks like a figure. */
  | { code: 'letter_for_digit'; suggestion: number }
  /** "12 13", "8/12": which one counts? */
  | { code: 'several_numbers'; suggestion: number | null }
  | { code: 'percent_sign'; suggestion: number | null }
  | { code: 'too_large' };

export type NumberReading = { ok: true; value: number } | { ok: false; problem: NumberProblem };

const longest = 60;

/**
 * Reads one number as Vietnamese officials write it: "1.562", "1583", "04", "1.234,5", "93,66%",
 * "93.66 %". A dot parts thousands and a comma decimals; where the other reading is as likely the
 * kind decides ("1.562" is 1562 as a count, 1.562 as a percentage), and a decimal that could be
 * either is a problem, not a guess. "1,234,567" and "1,234.5" can be read in one way only and are
 * taken. Percentages are in percent (93.66, not 0.9366); "%" may follow only them. Negative numbers
 * are refused unless allowed. Words for nothing ("-", "không") are the caller's business.
 */
export function readNumber(
  text: string,
  kind: NumberKind,
  { negative = false }: { negative?: boolean } = {},
): NumberReading {
  if (text.length > longest) return refuse({ code: 'not_a_number', suggestion: null });
  const clean = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  const bare = clean.replace(/(?<=\d)[.,;]$/, '');
  const unsigned = /^(.*?\d) ?(?:%|phần trăm)$/iu.exec(bare);
  if (unsigned && kind !== 'percent') {
    return refuse({ code: 'percent_sign', suggestion: valueOrNull(unsigned[1] ?? '', kind) });
  }
  const [, sign = '', body = ''] = /^([-−–+]?) ?(.*)$/u.exec(unsigned?.[1] ?? bare) ?? [];
  const reading = readUnsigned(body, kind);
  if (!reading.ok || sign === '' || sign === '+' || reading.value === 0) return reading;
  if (!negative) return refuse({ code: 'negative', suggestion: reading.value });
  return { ok: true, value: -reading.value };
}

function readUnsigned(body: string, kind: NumberKind): NumberReading {
  if (!/^\d[\d.,]*$/.test(body)) return refuse(whyNoNumber(body, kind));
  if (/^\d+$/.test(body)) return take(body, '', kind);
  const vietnamese = /^([1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d+))?$/.exec(body);
  if (vietnamese) return readGrouped(vietnamese[1] ?? '', vietnamese[2] ?? null, kind);
  const english = /^([1-9]\d{0,2}(?:(?:,\d{3}){2,}|,\d{3}(?=\.)))(?:\.(\d+))?$/.exec(body);
  if (english) return take((english[1] ?? '').replace(/,/g, ''), english[2] ?? '', kind);
  const [, whole = '', mark = '', fraction = ''] = /^(\d+)([.,])(\d+)$/.exec(body) ?? [];
  if (mark === ',') return readComma(whole, fraction, kind);
  if (mark === '.') return readDot(whole, fraction, kind);
  return refuse({ code: 'bad_grouping', suggestion: null });
}

/** "1.562", "1.234.567,5": groups of three parted by dots. */
function readGrouped(groups: string, fraction: string | null, kind: NumberKind): NumberReading {
  const whole = groups.replace(/\./g, '');
  const single = fraction === null && groups.indexOf('.') === groups.lastIndexOf('.');
  if (single && kind === 'percent') return { ok: true, value: Number(groups) };
  if (single && kind === 'decimal') {
    return refuse({ code: 'ambiguous', readings: [Number(whole), Number(groups)] });
  }
  return take(whole, fraction ?? '', kind);
}

function readComma(whole: string, fraction: string, kind: NumberKind): NumberReading {
  if (kind === 'count' && (fraction.length > 2 || /[1-9]/.test(fraction))) {
    const thousands = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
    return refuse({
      code: 'not_whole',
      suggestion: thousands ? Number(`${whole}${fraction}`) : null,
    });
  }
  return take(whole, fraction, kind);
}

/** A dot that parts no thousands. */
function readDot(whole: string, fraction: string, kind: NumberKind): NumberReading {
  if (kind === 'count') {
    if (fraction.length <= 2 && !/[1-9]/.test(fraction)) return take(whole, '', kind);
    return refuse({ code: 'bad_grouping', suggestion: null });
  }
  // "1562.345" may be "1.562.345" with one dot forgotten.
  if (kind === 'decimal' && fraction.length === 3 && /^[1-9]\d{3,}$/.test(whole)) {
    return refuse({
      code: 'ambiguous',
      readings: [Number(`${whole}.${fraction}`), Number(`${whole}${fraction}`)],
    });
  }
  return take(whole, fraction, kind);
}

function take(whole: string, fraction: string, kind: NumberKind): NumberReading {
  const value = Number(`${whole}.${fraction || '0'}`);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return refuse({ code: 'too_large' });
  if (kind === 'count' && !Number.isInteger(value)) {
    return refuse({ code: 'not_whole', suggestion: null });
  }
  return { ok: true, value };
}

function whyNoNumber(body: string, kind: NumberKind): NumberProblem {
  const likely = body.replace(/[oO]/g, '0').replace(/[lI|]/g, '1');
  if (likely !== body && /\d/.test(body) && /^[\d.,]+$/.test(likely)) {
    const suggestion = valueOrNull(likely, kind);
    if (suggestion !== null) return { code: 'letter_for_digit', suggestion };
  }
  const numbers = body.match(/\d[\d.,]*/g) ?? [];
  if (numbers.length > 1) {
    const spaced = /^\d{1,3}(?: \d{3})+$/.test(body) || /^[\d., ]*[.,] ?\d{3}$/.test(body);
    const joined = body.replace(/ /g, '');
    return { code: 'several_numbers', suggestion: spaced ? valueOrNull(joined, kind) : null };
  }
  return { code: 'not_a_number', suggestion: valueOrNull(numbers[0] ?? '', kind) };
}

function valueOrNull(text: string, kind: NumberKind): number | null {
  if (!/^\d[\d.,]*$/.test(text)) return null;
  const reading = readUnsigned(text.replace(/[.,]$/, ''), kind);
  return reading.ok ? reading.value : null;
}

function refuse(problem: NumberProblem): NumberReading {
  return { ok: false, problem };
}
