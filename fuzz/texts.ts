import fc from 'fast-check';

/** Words of plans, reports and chats, and the pieces that make readers stumble. */
const WORDS = [
  ...'quý tháng năm ngày trước sau đến từ chậm nhất trong hàng hằng định kỳ cuối đầu giữa tuần'.split(
    ' ',
  ),
  ...'đã xong chưa đang làm vướng xin lùi hạn báo cáo nhiệm vụ nv việc số công văn cv quyết định'.split(
    ' ',
  ),
  ...'I II III IV Q1 QĐ KH UBND HĐND % 60% 2/3 2023 2020 quí Qúy O1 l2 31 30/02 29/2 15/4 20/3/2019'.split(
    ' ',
  ),
  ...'214/QĐ-UBND 07/KH-UBND 12/CV 1.234.567 1,5 -3 (1) (2) = + - / * : ; , . … “ ” – — • a) b) 1. 2.'.split(
    ' ',
  ),
  ...'không ko k đc dc r rồi ok đúng sai huỷ hủy gửi mai hôm nay sáng nay tất cả các xã thị trấn'.split(
    ' ',
  ),
  ...'Phòng Tư pháp Nội vụ UBND xã Thạnh Tân văn phòng và, ban ngành'.split(' '),
  ...'/start /tiendo /lienket K7QM-2XPA @bot <b> </b> &amp; =cmd|calc {{name}} $t(x) __proto__ %s \\ " \''.split(
    ' ',
  ),
];

/** No network delivers a longer text (Telegram's limit). */
const LONGEST = 4096;

const SPACES = [' ', ' ', ' ', '\n', '\t', '\u00a0', '\u200b', '', ', ', '; ', ' - ', '\r\n'];

const joined = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...SPACES)), { maxLength: 14 })
  .map((pairs) => pairs.map(([word, space]) => word + space).join(''));

/** As keyboards, scanners and clipboards change it. */
const changes: ((text: string, at: number) => string)[] = [
  (text) => text.normalize('NFD'),
  (text) => text.toUpperCase(),
  (text) => text.normalize('NFD').replace(/\p{M}/gu, ''),
  (text, at) => text.slice(0, at) + text.slice(at + 1),
  (text, at) => text.slice(0, at) + text.slice(at, at + 1).repeat(2) + text.slice(at + 1),
  (text, at) => text.slice(at) + text.slice(0, at),
  (text, at) => `${text.slice(0, at)}\ud800${text.slice(at)}`,
  (text) => text.replaceAll('0', 'O').replaceAll('1', 'l'),
  (text) => `${text} ${text} ${text}`,
];

/** Any text at all: sense, near sense, noise, and now and then a very long line. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  { weight: 600, arbitrary: joined },
  {
    weight: 400,
    arbitrary: fc
      .tuple(joined, fc.nat(), fc.constantFrom(...changes))
      .map(([text, at, change]) => change(text, at % (text.length + 1))),
  },
  { weight: 200, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(joined, fc.integer({ min: 100, max: 2000 }))
      .map(([text, times]) => text.repeat(times).slice(0, LONGEST)),
  },
);
