/** From the gentlest to the harshest. */
export const TONES = ['friendly', 'plain', 'firm', 'formal'] as const;
export type Tone = (typeof TONES)[number];

export const isHarsher = (a: Tone, b: Tone): boolean => TONES.indexOf(a) > TONES.indexOf(b);
