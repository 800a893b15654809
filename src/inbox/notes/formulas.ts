/** Says when an answer comes, or that none does, as notes do; by language. */
export const PROMISES: Readonly<Record<string, RegExp>> = {
  en: /\b(forward|return|reply|repl(y|ies)|respon|answer|get back|be back|back (on|in|at|from|until)|in touch|access|check|monitor|number|reference)/u,
  de: /weitergeleitet|gelesen|rückkehr|zurück|antwort|melde|zugriff|nummer/u,
  nl: /doorgestuurd|gelezen|terug|antwoord|reageer|nummer|lees/u,
  sv: /läser|åter|tillbaka|svar|kontor/u,
  da: /læser|tilbage|svar|retur|vender|kontor/u,
  nb: /leser|tilbake|svar|retur|kontor/u,
  fi: /lue|pala|vasta|viesti/u,
  et: /tagasi|vasta|naas|kiri/u,
  lt: /grįž|atsak/u,
  lv: /atgrie|atbild/u,
  hu: /vissza|válasz|térek/u,
  el: /επιστρ|απαντ/u,
  tr: /dön|yanıt|cevap/u,
  he: /אחזור|נחזור|אשוב|שובי|אענה|נענה|אשיב|נשיב/u,
  ar: /عود|رد/u,
  ko: /복귀|답변|답장|회신|연락|전화|문의/u,
  fr: /transmis|retour|répond|rentre|revien|connaissance|traité|numéro|référence/u,
  es: /vuelt|volver|regres|respond|contest|número|contacto/u,
  pt: /volt|regress|respond|retorn|número/u,
  it: /rientr|ritorn|rispond|torner|numero|carico/u,
  ro: /întor|reveni|răspun|număr/u,
  pl: /przekier|przekaz|wrac|wróc|powr|odpow|odpis|numer|dostęp/u,
  ru: /верн|возвра|отве|номер|доступ/u,
  uk: /поверн|відпов|номер|доступ/u,
  cs: /vrát|návrat|odpov|číslo|přístup/u,
  sk: /vrát|návrat|odpov|číslo|prístup/u,
  bg: /върн|връщ|отговор|номер|достъп/u,
  hr: /vrat|vrać|vrn|javi|odgovor|broj|številk/u,
};

/** Languages without capitals: whom to ask instead is a name that nothing marks. */
export const WITHOUT_CAPITALS: ReadonlySet<string> = new Set(['he', 'ar', 'ko']);

/** An article before a capital makes it a thing, where all nouns have one: "wegen der Farbe". */
export const ARTICLES = /^(der|die|das|dem|den|des|ein|eine|einen|einem|einer|wegen|für|mit|ohne|zur|zum)$/u;

/** Before whom: a name follows. */
export const TITLES =
  /^(mr|mrs|ms|dr|herr|herrn|frau|pan|pana|panem|pani|panią|collega|collègue|kollege|kollegen|kollegin|colleague|kolega|kolegę|koleżanka|г-н|г-жа)$/u;

/** "Call me": a note says so of what is urgent, or beside a number; a person says so of anything. */
export const asksToBeCalled = (flat: string): boolean =>
  ME.test(flat) && !URGENT.test(flat) && !DEPUTY.test(flat) && !/\p{Nd}{4}/u.test(flat);

const ME =
  /(?<!\p{L})(me|mich|mir|mij|mig|meg|minulle|minuun|mulle|mind|man|mani|manim|engem|bana|beni|mnie|mną|мне|мной|мені|mně|mne|mnou|mňa|moi|mene|meni|ме|ми|אלי|אליי|بي|저에게|제게)(?!\p{L})/u;
/** What notes say whom to ask about. */
export const URGENT =
  /urgen|urgên|emergen|dring|eilig|spoed|bråd|akut|haster|hastes|kiire|kiir|skub|steidz|sürg|επείγ|επειγ|acil|דחופ|דחוף|عاجل|طار|급|piln|nagł|сроч|термінов|naléhav|naliehav|neodklad|спешн|hitn|nujn/u;
const DEPUTY =
  /zastęp|vertr|replac|замеща|заміщ|замества|zastup|zastúp|zamjen|nadomešč|sostitu|sustit|substit|remplac|vervang|vikar|înlocu/u;

export const THANKS =
  /thank|dank|\btac?k|takk|kiito|tänan|dėkoj|ačiū|paldies|köszön|ευχαριστ|teşekkür|תודה|شكر|감사|merci|gracias|obrigad|agrade|grazie|mulțum|dzięk|спасиб|благодар|дяку|děkuj|ďakuj|hval/u;

/** Away perhaps, said by people as often as by their machines: a note only beside whom to ask, or when an answer comes. */
export const PERHAPS_AWAY =
  /(?<!\p{L})(sick|ill|off (until|till|today|work)|(trade )?(fair|show)|training|course|conference|seminar|only work|non-working|part-time|maternity|paternity|krank|erkrankt|freien tag|fortbildung|schulung|messe|praxis|ziek|ziekte|cursus|sjuk\p{L}*|syk\p{L}*|sygemeldt|kurs\p{L}*|sairaana|haige|sergu|slim\p{L}*|beteg\p{L}*|táppénz\p{L}*|ασθεν\p{L}*|άρρωστ\p{L}*|ταξίδι|hasta\p{L}*|raporlu\p{L}*|חולה|מחלה|לידה|مريض|مرضي\p{L}*|병가|malade|maladie|formation|séminaire|maternité|paternité|enfermo|enferma|baja|no estoy disponible|maternidad|doente|maternidade|malat\p{L}*|maternità|formazione|medical|delegație|szkoleni\p{L}*|konferencj\p{L}*|zwolnieni\p{L}*|chorob\p{L}*|nieczynn\p{L}*|macierzyńsk\p{L}*|больничн\p{L}*|болею|обучени\p{L}*|декрет\p{L}*|лікарнян\p{L}*|хворію|nemocn\p{L}*|chor[ýá]|školen\p{L}*|mateřsk\p{L}*|matersk\p{L}*|болничн\p{L}*|болничен|болен|болна|обучение|bolovanj\p{L}*|službeno\p{L}*|bolnišk\p{L}*)(?!\p{L})/u;

/** Who has left is named, and no question of theirs is. */
export const LEFT =
  /(has|have) left|no longer (with|work|employed)|nie pracuje|не работает|nicht mehr (bei|in unserem|im unternehmen)|fait plus partie|ya no trabaja|non lavora più|niet meer werkzaam|slutat|sluttet|fratrådt/u;

/** What suits somebody, or what they want: no note says so of itself, whatever words it is made of. */
export const WISHES =
  /(would|['d]d) (like to have|like it|prefer)|\bi (want|need|prefer)|\bwe (want|need|prefer)|not happy|suits|better (for|on|to|if)|is (better|fine)|(ich|wir) möchte|möchte(n)? (ich|wir)|hätten? gern|lieber |besser|passt|liever|beter|bättre|hellre|passar|bedre|hellere|passer|paremmin|mieluummin|haluan|parem|geriau|labāk|inkább|jobb(?!\p{L})|(?<!lo )mejor (el|la|los|a)(?!\p{L})|prefier|quiero|quisi|préfér|je (veux|voudrais|souhaite)|plutôt|convient|meglio|preferi|vorrei|voglio|é melhor|quero|wolę|wolał|chcę|chciał|lepiej|pasuje|лучше|хочу|хотел|предпоч|краще|raději|radšej|lepší|chci|chcem|mai bine|vreau|по-добре|искам|bolje|radije|καλύτερα|θέλω|daha iyi|istiyorum|עדיף|רוצה|أفضل|أريد|더 좋/u;
