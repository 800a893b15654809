import type { DataFault } from './data-fault.ts';
import type { Say } from './say.ts';

/** Who is told: in which sentences, and how days and moments are written for them. */
export interface FaultReader {
  readonly say: Say;
  /** An ISO day or moment, on their clocks; what is neither, as it is. */
  when(written: string): string;
}

/** Why a row or a field is set aside, in the words of whoever reads it (`row_faults.CODE`). */
export const faultWords = (fault: DataFault, reader: FaultReader): string =>
  fault.code === 'written_before'
    ? fault.text
    : reader.say(`row_faults.${fault.code}`, evidence(fault, reader));

/** What stands for `{it}` and `{other}`. */
function evidence(fault: DataFault, { when }: FaultReader): { it: string | number; other?: string } {
  if ('other' in fault) return { it: when(fault.at), other: when(fault.other) };
  if ('at' in fault)
    return { it: fault.column === undefined ? when(fault.at) : `${fault.column} ${when(fault.at)}` };
  if ('most' in fault) return { it: fault.most };
  if ('invoice' in fault) return { it: fault.it, other: fault.invoice };
  if ('known' in fault) return { it: fault.it, other: fault.known };
  return { it: 'it' in fault ? (fault.it ?? '–') : '–' };
}
