import { z } from 'zod';
import { isKnownCountry, regionsOf } from '../calendar/holidays.ts';
import { isZone } from '../calendar/zone.ts';
import { didYouMean } from './nearest.ts';
import { sender } from './sender.ts';
import { listOf, optional, word } from './value.ts';
import * as read from './words.ts';

function timeZone(value: unknown): string {
  const name = read.line(value, 'write a time zone such as Europe/Warsaw');
  if (isZone(name)) return name;
  throw new RangeError(
    `"${name}" is not a time zone${didYouMean(name, Intl.supportedValuesOf('timeZone')) || '; write one like Europe/Warsaw'}`,
  );
}

function country(value: unknown): string {
  const code = read.line(value, 'write the ISO code of a country, such as PL').toUpperCase();
  if (isKnownCountry(code)) return code;
  throw new RangeError(`"${code}" is not a country whose holidays are known; write its ISO code, such as PL`);
}

/** Whether there are letters in it is for whoever knows the folders (letter-languages.ts). */
const language = (value: unknown): string => read.line(value, 'write the code of a language, such as en');

/** Who writes: the `company` block of a policy. */
export const company = z
  .strictObject({
    name: word(read.line),
    from: word(sender),
    languages: listOf(language).min(1, 'is empty; name at least one language'),
    admin_language: word(language),
    time_zone: word(timeZone),
    country: word(country),
    region: optional(read.line),
    days_off: listOf(read.day).nullish(),
    working_days: listOf(read.day).nullish(),
    pay_to: optional(read.line),
    legal: z
      .strictObject({
        name: word(read.line),
        seat: word(read.line),
        register: optional(read.line),
        tax_id: optional(read.line),
      })
      .nullish(),
  })
  .superRefine(({ country: of, region }, context) => {
    const regions = regionsOf(of);
    if (!region || regions.some((code) => code.toUpperCase() === region.toUpperCase())) return;
    const choice = regions.length > 0 ? `one of: ${regions.join(', ')}` : `${of} has none; leave it out`;
    context.addIssue({
      code: 'custom',
      path: ['region'],
      message: `"${region}" is no region of ${of}; ${choice}`,
    });
  });
