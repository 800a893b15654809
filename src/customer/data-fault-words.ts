import type { DataFault } from './data-fault.ts';
import type { ToldReader } from './say.ts';

/** Why a row or a field is set aside, in the words of whoever reads it (`row_faults.CODE`). */
export const faultWords = (fault: DataFault, reader: ToldReader): string =>
  fault.code === 'written_before'
    ? fault.text
    : reader.say(`row_faults.${fault.code}`, evidence(fault, reader));

/** What stands for `{it}` and `{other}`. */
function evidence(fault: DataFault, { when, number }: ToldReader): { it: string; other?: string } {
  if ('other' in fault) return { it: when(fault.at), other: when(fault.other) };
  if ('at' in fault)
    return { it: fault.column === undefined ? when(fault.at) : `${fault.column} ${when(fault.at)}` };
  if ('most' in fault) return { it: number(fault.most) };
  if ('invoice' in fault) return { it: fault.it, other: fault.invoice };
  if ('known' in fault) return { it: fault.it, other: fault.known };
  return { it: 'it' in fault ? (fault.it ?? '–') : '–' };
}
