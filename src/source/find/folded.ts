/**
 * Letters with marks and what they are looked for by, each at the same place: "Lipa" finds "Lipą". Capitals and quotation marks stand
 * here too, because PostgreSQL tells them from small letters and from words only where its locale does. db/source-contract.sql has indexes over the same expressions.
 */
export const MARKED =
  'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦħĨĩĪīĬĭĮįİıĴĵĶķĹĺĻļĽľŁłŃńŅņŇňŌōŎŏŐőŒœŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŧŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžȘșȚțёЁАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЇЄҐЎ„“”‚‘’«»–—…·';
export const PLAIN =
  'aaaaaaaceeeeiiiidnoooooouuuuytsaaaaaaaceeeeiiiidnoooooouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiijjkkllllllllnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzssttееабвгдежзийклмнопрстуфхцчшщъыьэюяіїєґў            ';

const PLAIN_OF = new Map([...MARKED].map((letter, index) => [letter, PLAIN[index] ?? letter]));

/** SQL for a text in small letters without marks, as far as its first characters. */
const folded = (column: string, most: number): string =>
  `lower(translate(left(coalesce(${column}, ''), ${most}), '${MARKED}', '${PLAIN}'))`;

/** SQL for the words of a name, folded. */
export const NAME_WORDS = `to_tsvector('simple', ${folded('name', 300)})`;

/** SQL for what a number is known by: its runs of letters and of digits, these without leading noughts. "ZK-01042" is zk and 1042. */
const numberWords = `regexp_replace(regexp_replace(${folded('number', 100)}, '[\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u007f]+', ' ', 'g'), '0*([0-9]+)', ' \\1 ', 'g')`;
export const NUMBER_WORDS = `to_tsvector('simple', ${numberWords})`;

/** What was typed, in small letters without marks. */
export const foldedText = (text: string): string =>
  [...text.normalize('NFC')]
    .map((letter) => PLAIN_OF.get(letter) ?? letter)
    .join('')
    .toLowerCase();

const MOST_WORDS = 8;

/** For `to_tsquery`: "wis mar" asks for names with a word that begins with "wis" and one that begins with "mar". Empty: for none. */
export const nameQuery = (typed: string): string =>
  (foldedText(typed).match(/[\p{L}\p{N}]+/gu) ?? [])
    .slice(0, MOST_WORDS)
    .map((word) => `'${word}':*`)
    .join(' & ');

/**
 * For `to_tsquery`: every run of letters and of digits that was typed is one of the number's, so "1042", "zk1042" and "ZK 1042" all ask
 * for ZK/1042. Without a digit it is no number, and asks for none.
 */
export function numberQuery(typed: string): string {
  const runs = foldedText(typed).match(/\p{N}+|\p{L}+/gu) ?? [];
  if (!runs.some((run) => /^[0-9]/.test(run))) return '';
  return runs
    .slice(0, MOST_WORDS)
    .map((run) => `'${run.replace(/^0+(?=[0-9])/, '')}'`)
    .join(' & ');
}
