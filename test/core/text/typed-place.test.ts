import { expect, it } from 'vitest';
import { typedPlace } from '../../../core/text/typed-place.ts';

it.each([
  ['2', 2],
  ['số 2', 2],
  ['2.', 2],
  ['(2)', 2],
  ['02', 2],
  ['hai', 2],
  ['Hai', 2],
  ['số hai', 2],
  ['chọn số hai', 2],
  ['thứ nhất', 1],
  ['thứ tư', 4],
  ['muoi hai', 12],
  ['option 3', 3],
  ['two', 2],
  ['0', null],
  ['2 xong', null],
  ['25%', null],
  ['hai việc', null],
  ['số', null],
  ['', null],
])('"%s" is place %s', (typed, place) => {
  expect(typedPlace(typed)).toBe(place);
});
