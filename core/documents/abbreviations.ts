/**
 * Letters of document kinds as Vietnamese numbers carry them (Decree 30/2020/NĐ-CP, appendix III;
 * laws, circulars and party papers besides), and of bodies that issue documents. Keyed without
 * diacritics, as people type them. Some letters without diacritics stand for two kinds: "hd" is read
 * as HD (hướng dẫn) unless typed HĐ (hợp đồng); "da" (ĐA, DA) counts only as typed in capitals.
 */
const kinds =
  'NQ QĐ CT QC QyĐ TC TB CTr KH PA BC BB TTr CĐ BGN BTT GUQ GM GGT GNP PG PC PB CV NĐ TT TTLT NQLT KL QĐi HD';

const bodies =
  'UBND HĐND TTg CP TW TU HU ĐU BCĐ UBMTTQ VP VPCP VPUB CCHC NV BNV SNV PNV TP BTP STP TC BTC STC ' +
  'TCKH KHĐT SKHĐT BKHĐT TTTT BTTTT STTTT KHCN BKHCN SKHCN LĐTBXH SLĐTBXH BLĐTBXH GDĐT SGDĐT ' +
  'BGDĐT YT BYT SYT TNMT STNMT BTNMT VHTT SVHTT VHTTDL SVHTTDL BVHTTDL NN NNPTNT SNNPTNT GTVT ' +
  'SGTVT BGTVT XD SXD BXD CT SCT BCT KT HT NC TH KGVX KSTT KSTTHC TTHC TTPVHCC HCC CNTT';

const kindByLetters = byLetters(kinds);
const bodyByLetters = byLetters(bodies);

function byLetters(list: string): ReadonlyMap<string, string> {
  return new Map(list.split(' ').map((name) => [lettersOf(name), name]));
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/đ/g, 'd');
}

/** The proper writing of a document kind's letters ("qd" → "QĐ"); null for unknown ones. */
export function kindLetters(typed: string): string | null {
  if (/^hđ$/i.test(typed)) return 'HĐ';
  return kindByLetters.get(lettersOf(typed)) ?? null;
}

/** The proper writing of an issuing body's letters ("ubnd" → "UBND"); null for unknown ones. */
export function bodyLetters(typed: string): string | null {
  return bodyByLetters.get(lettersOf(typed)) ?? null;
}
