/** A noun in the plural forms that CLDR knows for its language: one, few, many, other. */
export type PluralForms = Readonly<Record<string, string>>;

/** The categories a language needs: English one, other; Polish and Russian one, few, many, other. */
export const pluralCategories = (language: string): readonly string[] =>
  new Intl.PluralRules(language).resolvedOptions().pluralCategories;

const SMALL = 200;

/** Picks the form of `noun` that goes with `n` in this language. Throws when the phrases do not know the noun. */
export function pluralOf(
  language: string,
  nouns: Readonly<Record<string, PluralForms>>,
): (n: number, noun: string) => string {
  const rules = new Intl.PluralRules(language);
  // ICU takes some ten microseconds to answer, and letters count small things.
  const small = Array.from({ length: SMALL }, (_, n) => rules.select(n));
  return (n, noun) => {
    const forms = nouns[noun];
    if (!forms) throw new Error(`plurals has no noun "${noun}"`);
    const category = small[n] ?? rules.select(n);
    const form = forms[category] ?? forms.other;
    if (form === undefined) throw new Error(`plurals.${noun} has no form "${category}"`);
    return form;
  };
}
