import type { DataFault } from '../../customer/data-fault.ts';
import { faultWords } from '../../customer/data-fault-words.ts';
import { toldReader } from '../frame/told-reader.ts';
import type { Reader } from '../frame/views.ts';

/** Why a row or a field of the company's tables is set aside, as a page tells its reader. */
export const dataFaultWords = (fault: DataFault, reader: Reader): string =>
  faultWords(fault, toldReader(reader));
