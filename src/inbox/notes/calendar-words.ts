import { plainLetters } from './plain-letters.ts';

const STYLES = ['long', 'short'] as const;
/** Forms that begin otherwise than CLDR's, or are too short to be told by their beginning; and colloquial names. */
const BENT = plainLetters(
  "tues weds thur thurs sonnabend jänner feber lundis setiembre terça quinta segundas quartas sextas segundas-feiras terças-feiras quartas-feiras quintas-feiras sextas-feiras joia lunii lutym marcu maju lipcu majem marcem lipcem poniedziałki środę środy środzie środą марте мае июне июле маю июню июлю маем июнем июлем среды среду среде средам средой січні липні липнем січнем п'ятниця п'ятниці п'ятницю п'ятницею п'ятницям lednu lednem únoru únorem dubnu dubnem říjnu říjnem zářím úterka úterku úterky pátku pátkem pátky máji májom májem júnom júlom piatku piatkom piatky срядата среди петъка петъци rujnu rujnom petku petkom maju majem junu junom julu julom sredu srede sredom sredo sredi torka torku torek marcu marcem juniju julija juuni juunis juulis reedel reedest reedeti kovą kovui trečiadienį trečiadienio trečiadieniais ketvirtadienį ketvirtadienio ketvirtadieniais penktadienį penktadieniais maijā maijam maija keskiviikkoisin januárjától májusban májusig májustól május kedden keddig keddtől keddenként szerdánként máj απρίλης μάιο μάιος μάη ιούλη τρίτης τρίτες ocakta ocağa ocağın şubatta şubata martın nisanda nisana nisanın mayısta mayısa mayısın eylülde eylüle ekimde ekime kasımda kasıma aralıkta aralığa salıya salıdan salıları cumadan cumaları pazara pazartesileri לינואר מינואר במרס למאי ממאי ליוני ליולי בשבת לשבת بيناير ليناير للاثنين للأحد للخميس 화요일에 화요일까지 화요일부터 수요일에 수요일까지 수요일부터 목요일에 목요일까지 목요일부터 금요일에 금요일까지 금요일부터 월요일에",
).split(' ');

/** A day of each month of 2026, and seven days that begin with a Monday. */
const MONTHS = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 12)));
const WEEK = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2026, 0, 5 + day)));

/**
 * Whether a word is the name of a month or a weekday in one of these languages: long or short, alone or in a date, and inflected,
 * for those begin as CLDR writes them but for their ends: `poniedziałku`, `detsembrini`, `maaliskuuhun`.
 */
export function calendarWords(codes: readonly string[]): (word: string) => boolean {
  const named = new Set(
    codes.flatMap((code) =>
      STYLES.flatMap((style) => [
        ...namesIn(code, { month: style }, MONTHS),
        ...namesIn(code, { day: 'numeric', month: style }, MONTHS),
        ...namesIn(code, { weekday: style }, WEEK),
      ]),
    ),
  );
  const names = new Set([...named, ...BENT]);
  const stems = new Set([...named].filter((name) => name.length >= 6).map((name) => name.slice(0, -2)));
  return (word) =>
    names.has(word) ||
    [4, 5, 6, 7, 8, 9].some((length) => word.length <= length + 5 && stems.has(word.slice(0, length)));
}

/** Friday in Romanian, shortened, and "I come". */
const ALSO_A_VERB = 'vin';

function namesIn(code: string, how: Intl.DateTimeFormatOptions, days: readonly Date[]): readonly string[] {
  const format = new Intl.DateTimeFormat(code, { ...how, timeZone: 'UTC' });
  return days
    .flatMap((day) => format.formatToParts(day))
    .filter(({ type }) => type === 'month' || type === 'weekday')
    .map(({ value }) => plainLetters(value.toLowerCase()).replace(/[^\p{L}\p{M}'-]/gu, ''))
    .filter((value) => value.length > 1 && value !== ALSO_A_VERB);
}
