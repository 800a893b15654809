import { type PageLanguage, type Say, sayIn } from '../../src/console/frame/say.ts';

/** The messages of a language, for tests: whoever forgets what stands for a name in one hears of it, where a page would show nothing. */
export function strictSayIn(language: PageLanguage): Say {
  const say = sayIn(language);
  const strict = (key: string, values: Readonly<Record<string, string | number>> = {}): string =>
    say(
      key,
      new Proxy(values, {
        get(given, name) {
          const value: unknown = Reflect.get(given, name);
          // Every message is asked whether it counts.
          if (value === undefined && name !== 'count')
            throw new Error(`${key} wants {${String(name)}}, which nobody gave`);
          return value;
        },
      }),
    );
  return Object.assign(strict, { has: say.has });
}
