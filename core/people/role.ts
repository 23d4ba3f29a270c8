/**
 * What a person is to an agency: official (đầu mối), head (thủ trưởng), coordinator (cơ quan
 * thường trực CCHC), leader (lãnh đạo), admin (quản trị).
 */
export const ROLES = ['official', 'head', 'coordinator', 'leader', 'admin'] as const;

export type Role = (typeof ROLES)[number];

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
