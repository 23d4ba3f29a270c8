import { describe, expect, it } from 'vitest';
import { newestChoice, olderChoice } from '../../bot/typed-choice.ts';
import type { Markup } from '../../core/messages/markup.ts';
import type { Outgoing } from '../../core/messages/message.ts';
import { isNumbered } from '../../core/messages/numbering.ts';

const offer = (...labels: string[]): Outgoing => ({
  text: '' as Markup,
  choices: [labels.map((label) => ({ id: `x:${label}`, label }))],
});

const periods = offer('Quý I/2023', '6 tháng đầu năm 2023', 'Quý III/2023', 'Năm 2023');
const pages = offer('1', '2', '3', 'Trang sau ›');
const digest = offer('1 xong', '1 đang', '2 xong', '2 đang');

describe('a typed number', () => {
  it('is a place in a list, also where a label merely begins with a number', () => {
    expect(isNumbered(periods)).toBe(true);
    expect(newestChoice('2', [periods, pages])?.label).toBe('6 tháng đầu năm 2023');
    expect(newestChoice('6 thang dau nam 2023', [periods])?.label).toBe('6 tháng đầu năm 2023');
    expect(newestChoice('6', [periods])).toBeNull();
  });

  it('is the number of a label where labels are numbers', () => {
    expect(isNumbered(pages)).toBe(false);
    expect(isNumbered(digest)).toBe(false);
    expect(newestChoice('3', [pages])?.label).toBe('3');
    expect(newestChoice('1', [digest])).toBeNull();
  });

  it('never means a line of a list that is off the screen', () => {
    expect(olderChoice('1', [pages])).toEqual({ kind: 'none' });
    expect(olderChoice('số 2', [pages])).toEqual({ kind: 'none' });
    expect(olderChoice('1 xong', [digest])).toMatchObject({ choice: { label: '1 xong' } });
  });
});
