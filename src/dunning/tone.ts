import type { Tone } from '../policy/rules.ts';

/** From the gentlest to the harshest. */
export const TONES: readonly Tone[] = ['friendly', 'plain', 'firm', 'formal'];

export const isHarsher = (a: Tone, b: Tone): boolean => TONES.indexOf(a) > TONES.indexOf(b);
