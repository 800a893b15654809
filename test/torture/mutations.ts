import fc from 'fast-check';

/** The text with a few pieces cut, doubled, swapped for others, or noise put in. */
export function mutations(text: string, pieces: readonly string[]): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.nat(text.length),
    cut: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(80)),
    put: fc.oneof(
      fc.constant(''),
      fc.constantFrom(...pieces),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('"', ',', '\n', '\r\n', '\0', '\ufeff', ':', '-', '9'.repeat(400), '\ud800'),
    ),
  });
  return fc
    .array(change, { minLength: 1, maxLength: 6 })
    .map((changes) =>
      changes.reduce(
        (changed, { at, cut, put }) => changed.slice(0, at) + put + changed.slice(at + cut),
        text,
      ),
    );
}
