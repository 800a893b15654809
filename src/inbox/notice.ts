/** What a mail system or a person says themselves, before the mail that they return or quote. */
export interface Notice {
  /** Lines as they stand, at most MOST_CHARACTERS of them. */
  readonly text: string;
  /** In lower case on one line: phrases are looked for here, however they were wrapped. */
  readonly flat: string;
  /** What stood below them, if anything did. */
  readonly cut: 'returned' | 'quoted' | null;
}

/** Notices are short; what is longer holds a mail that was returned without saying so. */
const MOST_CHARACTERS = 16_000;
const MOST_LINES = 300;
/** A line that marks something is short too. */
const LONGEST_MARK = 300;

/** A line after which the returned mail stands, in the words of many mail systems. */
const RETURNED_MAIL = [
  /^[\s>*|=_-]*(this is|included is|here is|enclosed is|attached is|below is|following is)?\s*an? (full |complete |partial )?copy (of|from) (the|your|it)/i,
  /\bbelow this line (is|are|follows)\b/i,
  /\bcopy of the (original )?message below this line/i,
  /^[\s>*|=_-]*(begin |start of |the )?(text of |header of |headers of )?(the |your )?(returned|original|unsent|old|undelivered|rejected|bounced|source|failed)[ -](mail|message|header|text|e-mail)s?\b[^@:]{0,60}:?[\s>*|=_-]*$/i,
  /^[\s>*|=_-]*-{2,}\s*(original|forwarded|returned|unsent|weitergeleitete|mensaje|message|begin)\b/i,
  /^[\s>*|=_-]*(message|your message|mail) (headers?|text|body|contents?|source)\b.{0,30}(follow|reads?|suppressed)/i,
  /^[\s>*|=_-]*(your message reads|the first \d+ lines|the header and top|the header of|header of the|message headers? follow)/i,
  /^[\s>*|=_-]*(mensaje original|mensagem original|messaggio originale|message d'origine|ursprüngliche nachricht|oryginalna wiadomość|wiadomość oryginalna|исходное (сообщение|письмо))[^@]{0,20}$/i,
  /^[\s>*|=_-]*(ниже этой линии|копия (вашего )?(исходного )?(письма|сообщения)|текст (вашего )?(исходного )?(письма|сообщения)|poniżej (znajduje się )?kopia|kopia (oryginalnej|twojej) wiadomości|treść oryginalnej wiadomości)/i,
  /^received: (from|by) /i,
  /^return-path: </i,
];

/** Where a person's own words end: their mail program quotes the mail that they answer. */
const QUOTED_MAIL = [
  /^\s*>/,
  /^\s*(on|am|le|el|em|il|op|w dniu|dnia|den|dne)\b.{4,200}\b(wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|napisał(a|\(a\))?|pisze|skrev|napsal\w*)\s*:?\s*$/i,
  /(пишет|написал(а|\(а\))?)\s*:?\s*$/i,
  /^_{10,}\s*$/,
  /^\s*(from|von|de|od|от|da|van):\s.{1,200}@/i,
  // The same in any language: "-----Původní zpráva-----", "Kimden: Jan Nowak <jan@…>", "… Jan Nowak <jan@…> şunu yazdı:".
  /^\s*[-_=]{3,}\s*\p{L}[\p{L}\p{M} ]{1,40}[-_=]{3,}\s*$/u,
  /^\s*\p{L}[\p{L}\p{M} ]{0,16}[:：]\s.{0,80}<[^\s<>@]+@[^\s<>@]+>\s*$/u,
  /^.{0,200}<[^\s<>@]+@[^\s<>@]+>.{0,60}[:：]\s*$/u,
];

/** The notice of a mail system. */
export const noticeOf = (text: string): Notice => {
  const notice = cut(text, RETURNED_MAIL);
  return notice.cut === null && ownWordsOf(text).cut === 'quoted' ? { ...notice, cut: 'quoted' } : notice;
};

/** A person's own words. */
export const ownWordsOf = (text: string): Notice => {
  const own = cut(text, [...QUOTED_MAIL, ...RETURNED_MAIL]);
  return own.cut === null ? own : { ...own, cut: 'quoted' };
};

function cut(text: string, marks: readonly RegExp[]): Notice {
  const lines = text.slice(0, MOST_CHARACTERS).split(/\r\n|\n|\r/, MOST_LINES);
  const first = lines.findIndex((line) => line.trim() !== '');
  // A mark at the very top would leave nothing: then all is read.
  const end = lines.findIndex(
    (line, at) => at > first && marks.some((mark) => mark.test(line.slice(0, LONGEST_MARK))),
  );
  const kept = (end < 0 ? lines : lines.slice(0, end)).join('\n');
  return { text: kept, flat: flatten(kept), cut: end < 0 ? null : 'returned' };
}

/** One line in lower case with plain spaces and apostrophes. */
export const flatten = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
