/** A telephone number, as people write it. */
export const PHONE = /\p{Nd}[\p{Nd} ()/.-]{4,}\p{Nd}/u;

/** Whether an address or a number is named. */
export const namesAddress = (line: string): boolean => line.includes('@') || PHONE.test(line);

/** A day is no number of a case, nor is a year. */
export const DATE =
  /\p{Nd}{1,2}[./-] ?\p{Nd}{1,2}[./-] ?\p{Nd}{2,4}|(?<![\p{Nd}/-])(19|20)\p{Nd}{2}(?![\p{Nd}/-])/gu;
