import type { Day } from './time.ts';

/** 0 is Sunday, 6 is Saturday. */
export const weekdayOf = (day: Day): number => (((day + 4) % 7) + 7) % 7;

const SATURDAY_SUNDAY: readonly number[] = [6, 0];
const FRIDAY_SATURDAY: readonly number[] = [5, 6];

// Unicode CLDR 48, supplemental weekData (weekendStart, weekendEnd); every other country rests Saturday and Sunday.
const OTHER_WEEKENDS: Readonly<Record<string, readonly number[]>> = {
  AF: [4, 5],
  BH: FRIDAY_SATURDAY,
  DZ: FRIDAY_SATURDAY,
  EG: FRIDAY_SATURDAY,
  IL: FRIDAY_SATURDAY,
  IN: [0],
  IQ: FRIDAY_SATURDAY,
  IR: [5],
  JO: FRIDAY_SATURDAY,
  KW: FRIDAY_SATURDAY,
  LY: FRIDAY_SATURDAY,
  OM: FRIDAY_SATURDAY,
  QA: FRIDAY_SATURDAY,
  SA: FRIDAY_SATURDAY,
  SD: FRIDAY_SATURDAY,
  SY: FRIDAY_SATURDAY,
  UG: [0],
  YE: FRIDAY_SATURDAY,
};

/** The weekdays (0 is Sunday) on which a country (ISO 3166 code) rests. */
export const weekendOf = (country: string): readonly number[] =>
  OTHER_WEEKENDS[country.toUpperCase()] ?? SATURDAY_SUNDAY;
