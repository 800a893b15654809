import type { Say, ToldReader } from '../../customer/say.ts';
import type { TripWhy } from '../../guards/trip-why.ts';
import { tripWords } from '../../guards/trip-words.ts';
import { cleanOr } from '../../letters/language/clean.ts';
import { lately } from '../../letters/language/kept-lately.ts';
import type { Figure } from '../figures/figure.ts';

/** A format is dear to make and asked for often. */
const numbers = lately<Intl.NumberFormat>(40);
const LONGEST = 80;
const LONGEST_REASON = 400;

/** Tells values of a report in the words of one language. */
export class Teller {
  readonly language: string;
  readonly say: Say;
  /** For whom codes are put into words. */
  readonly reader: ToldReader;

  constructor(language: string, reader: ToldReader) {
    this.language = language;
    this.say = reader.say;
    this.reader = reader;
  }

  number(value: number, options: Intl.NumberFormatOptions = {}): string {
    const key = `${this.language} ${JSON.stringify(options)}`;
    return numbers(key, () => new Intl.NumberFormat(this.language, options)).format(value);
  }

  /** An ISO day in words; what is none stays as it is. */
  day(iso: string): string {
    return Number.isNaN(Date.parse(`${iso}T12:00:00Z`)) ? this.text(iso) : this.reader.when(iso);
  }

  /** Somebody's words: one line, no marks that turn its direction, cut; `none` where nothing is left. */
  text(words: string | null, none = this.say('replay.unknown'), longest = LONGEST): string {
    return cleanOr(words, longest, none);
  }

  /** Why a guard would have held letters. */
  trip(why: readonly TripWhy[]): string {
    return this.text(tripWords([{ why, number: null }], this.reader), undefined, LONGEST_REASON);
  }

  /** A code in words; one that no word is known for without its marks. */
  code(group: string, code: string): string {
    const key = `${group}.${code.replace(/[^a-z0-9]+/g, '_')}`;
    return this.say.has(key) ? this.say(key) : this.text(code.replace(/[_-]+/g, ' '));
  }

  share(part: number, whole: number): string {
    return whole === 0
      ? '–'
      : this.number(part / whole, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  }

  /** What a figure comes to; a dash where there is nothing to count by. */
  value({ value, unit }: Pick<Figure, 'value' | 'unit'>): string {
    if (value === null) return '–';
    switch (unit) {
      case 'share':
        return this.share(value, 1);
      case 'each':
        return this.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
      case 'days':
        return this.days(value);
      case 'weekly':
        return this.say('replay.weekly', { value: this.number(value, { maximumFractionDigits: 1 }) });
      case 'count':
        return this.number(value);
    }
  }

  days(days: number): string {
    return this.number(days, { style: 'unit', unit: 'day', unitDisplay: 'long', maximumFractionDigits: 1 });
  }

  /** Numerator and denominator; of a median or a largest value of how many it is. */
  parts({ unit, part, whole }: Figure): string {
    const all = this.number(whole, { maximumFractionDigits: 2 });
    if (part === null) return this.say('replay.of_all', { whole: all });
    const key =
      unit === 'weekly' ? 'replay.in_weeks' : unit === 'each' ? 'replay.part_for' : 'replay.part_of';
    return this.say(key, { part: this.number(part), whole: all });
  }
}
