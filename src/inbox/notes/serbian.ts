const CYRILLIC = [...'абвгдђежзијклљмнњопрстћуфхцчџш'];
const LATIN = 'a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š'.split(' ');
const LATIN_OF = new Map(CYRILLIC.map((letter, at) => [letter, LATIN[at] ?? letter]));

/** Serbian is written in both alphabets, letter by letter: what has one of its own Cyrillic letters or words is read in the Latin one. */
export function inLatin(text: string): string {
  if (!/[ђјљњћџ]|(?<!\p{L})(хвала|нисам|поруци|порука|одмору|боловању|тренутно)(?!\p{L})/iu.test(text))
    return text;
  return text.replace(/\p{Script=Cyrillic}/gu, (letter) => {
    const small = letter.toLowerCase();
    const latin = LATIN_OF.get(small) ?? letter;
    return letter === small ? latin : latin.charAt(0).toUpperCase() + latin.slice(1);
  });
}
