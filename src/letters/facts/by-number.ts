/** F9 before F10, whatever the language. */
export const byNumber = new Intl.Collator('en', { numeric: true });
