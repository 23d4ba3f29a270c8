import { documents } from './files.ts';
import { forms } from './forms.ts';
import { readers } from './readers.ts';
import { updates } from './updates.ts';

/** Everything that takes what anybody may send; a new one is a new entry in one of these. */
export const TARGETS = [...readers, ...updates, ...forms, ...documents];
