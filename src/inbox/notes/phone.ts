/** A telephone number, as people write it. */
export const PHONE = /\p{Nd}[\p{Nd} ()/.-]{4,}\p{Nd}/u;

/** Whether an address or a number is named. */
export const namesAddress = (line: string): boolean => line.includes('@') || PHONE.test(line);
