export const PROPOSAL_KINDS = ['difficulty', 'proposal'] as const;

/** Khó khăn, vướng mắc; kiến nghị, đề xuất. */
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

/** Nobody has dealt with it; passed on to who can; answered. */
export type ProposalState = 'open' | 'forwarded' | 'answered';
