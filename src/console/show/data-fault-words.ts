import type { DataFault } from '../../customer/data-fault.ts';
import { faultWords } from '../../customer/data-fault-words.ts';
import { writtenIn } from '../frame/formats.ts';
import type { Visit } from '../frame/routes.ts';

/** Why a row or a field of the company's tables is set aside, as a page tells its reader. */
export const dataFaultWords = (
  fault: DataFault,
  { say, locale, timeZone }: Pick<Visit, 'say' | 'locale' | 'timeZone'>,
): string => faultWords(fault, { say, when: (written) => writtenIn(written, locale, timeZone) });
