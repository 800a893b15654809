import { addressesIn, addressIn } from './addresses.ts';
import { headerOf, type IncomingMail, returnedPart } from './incoming-mail.ts';
import { fieldGroups } from './report-fields.ts';

/** Its headers stand at the top; a whole mail behind them is not read. */
const MOST_CHARACTERS = 32_000;

/** Whom the mail that came back had been sent to; null when it is not there or does not say. */
export function returnedTo(mail: IncomingMail): string | null {
  const fields = fieldGroups((returnedPart(mail)?.text ?? '').slice(0, MOST_CHARACTERS))[0];
  return addressIn(fields?.get('x-original-to') ?? fields?.get('to') ?? '');
}

/** Addresses that a notice may name without being about them: ours, and its writer's. */
export const bystanders = (mail: IncomingMail): ReadonlySet<string> =>
  new Set([
    ...mail.to.flatMap((one) => [one, one.replace(/\+[^@]*@/, '@')]),
    ...addressesIn(headerOf(mail, 'delivered-to')),
    ...(mail.from ? [mail.from.address.toLowerCase()] : []),
  ]);
