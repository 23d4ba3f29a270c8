import type { ProposalOutcome } from '../../core/reports/consolidated.ts';
import { dayWords } from './words.ts';

/** "Kết quả xử lý: đã chuyển Sở Nội vụ ngày 02/3/2023.", in one line however it was written. */
export function outcomeWords(outcome: ProposalOutcome): string {
  return `Kết quả xử lý: ${standing(outcome)}`;
}

function standing(outcome: ProposalOutcome): string {
  switch (outcome.state) {
    case 'open':
      return 'đang được xem xét.';
    case 'forwarded':
      return `đã chuyển ${outcome.to} ngày ${dayWords(outcome.on)}.`;
    case 'answered':
      return `đã trả lời ngày ${dayWords(outcome.on)}: ${outcome.words.replace(/\s+/g, ' ').trim()}`;
  }
}
