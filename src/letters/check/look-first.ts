/*
 * "Ignore this if you have already paid", in whatever words: no reminder says it, because we look before we write.
 * Each expression stands for a family of wordings; a word begins where no letter stands before it.
 */
const START = '(?<!\\p{L})';
/** Within one sentence, and not far. */
const NEAR = '[^.]{0,70}?';

const PAID_EN = '(?:paid|settled|transferred|remitted|made|sent|cleared|arranged)';
const EN = [
  `(?:ignore|disregard|overlook|discard|pay no attention to|take no notice of|delete)${NEAR}(?:letter|message|reminder|notice|e-?mail|mail|invoice|this|it)(?!\\p{L})`,
  `(?:if|should|unless|where|in case|provided|assuming|once|when)${NEAR}(?:you|payment|transfer|money|it|this|they|invoice)${NEAR}(?:have|has|had|been|was|were|already|just|recently)${NEAR}${PAID_EN}(?!\\p{L})`,
  `(?:already|recently|just|meanwhile|since) (?:been )?${PAID_EN}(?!\\p{L})`,
  `if (?:you |already )?paid(?!\\p{L})`,
  `in the meantime${NEAR}${PAID_EN}`,
  `cross(?:ed|es|ing)?${NEAR}(?:in the post|in the mail|your payment|this letter|this reminder)`,
  `(?:payment|transfer)${NEAR}cross(?:ed|es|ing)?(?!\\p{L})`,
  `(?:consider|treat|regard)${NEAR}(?:void|settled|obsolete|irrelevant|moot|withdrawn|cancelled)`,
  `no (?:further )?action is (?:needed|required|necessary)`,
];

const PAID_PL =
  '(?:zapłaci(?:ł|l[iy])|zapłacon|opłaci(?:ł|l[iy])|opłacon|uregulowa|uiści(?:ł|l[iy])|uiszczon|wpłaci(?:ł|l[iy])|wpłacon|przela(?:ł|l[iy]|no|ne|ny)|dokona(?:ł|l[iy]|no|n[aey])|rozliczy(?:ł|l[iy])|rozliczon|zleci(?:ł|l[iy])|zlecon|wysła(?:ł|l[iy]|no|n[aey]))';
const PL = [
  `(?:z?ignor|pomi(?:ń|nąć|nięci)|nie (?:brać|bierz|zważa)|zlekceważ|wyrzuc)`,
  `(?:jeśli|jeżeli|gdyby|o ile|w przypadku|w razie|skoro|chyba że|kiedy|gdy)${NEAR}${START}(?:${PAID_PL}|już ${PAID_PL}|(?:wpłat|płatnoś|przelew|zapłat|należność)${NEAR}(?:został|już|wyszed|wyszł))`,
  `(?:po|w razie|w przypadku) (?:już )?(?:dokonani|uiszczeni|opłaceni|zapłaceni|uregulowani)`,
  `już (?:\\p{L}+ )?${PAID_PL}`,
  `w międzyczasie${NEAR}${PAID_PL}`,
  'bezprzedmiotow',
  'nieaktualn',
  `(?:uzna(?:ć|jcie|ją|ni)|potraktowa|traktowa)${NEAR}(?:niebył|nieważn|nieaktualn|bezprzedmiot|anulowan)`,
  'min[ęą]ł[aoy]? się',
];

const PAID_RU =
  '(?:оплати(?:л|в)|оплач[ие]н|заплати(?:л|в)|уплати(?:л|в)|уплач[ие]н|перечисли(?:л|в)|перечисл[её]н|перев[её]л|перевел|перевед[её]н|вн[её]с(?!\\p{L})|внесл|внес[её]н|погаси(?:л|в)|погаш[её]н|произвел|произв[её]л|произвед[её]н|отправил|поступил|сделал|рассчитал)';
const RU = [
  `(?:про)?игнорир`,
  `не (?:обраща(?:йте|ть)|принима(?:йте|ть)|бер(?:ите|и))${NEAR}(?:внимани|расч[её]т)`,
  `остав(?:ьте|ить)${NEAR}без (?:внимани|ответа)`,
  `(?:если|в случае|когда|при условии|ежели|раз)${NEAR}${START}(?:уже ${NEAR}${START})?${PAID_RU}`,
  `при (?:уже )?(?:произвед[её]нной|совершённой|наличии) оплат`,
  `уже ${NEAR}${START}${PAID_RU}`,
  `(?:счита(?:йте|ть)|сочтите)${NEAR}(?:недействительн|неактуальн|утративш|аннулирован|отозванн)`,
  'неактуальн',
  'разминулись',
  'разошлись с письмом',
];

const FAMILIES: Readonly<Record<string, readonly RegExp[]>> = {
  en: EN.map((family) => new RegExp(`${START}(?:${family})`, 'u')),
  pl: PL.map((family) => new RegExp(`${START}(?:${family})`, 'u')),
  ru: RU.map((family) => new RegExp(`${START}(?:${family})`, 'u')),
};

/** The passages of a text, in lower case and with single spaces, that ask the reader to look whether they have paid. */
export const leavesLookingToReader = (text: string, language: string): readonly string[] =>
  (FAMILIES[language] ?? []).flatMap((family) => family.exec(text)?.[0] ?? []);
