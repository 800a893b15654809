import { ConfigurationFailure, RunFailure } from '../../failure.ts';
import {
  type HeaderFault,
  type PlacedFault,
  type SourceFault,
  sayPlaced,
  wholeFault,
} from '../../policy/source-fault.ts';
import { sourceFaultText } from '../../policy/source-fault-text.ts';

/** Files that can't be read as they are, or that have to be asked about: they are at fault, and not where they go. */
export class FileFaults extends ConfigurationFailure {
  readonly placed: readonly PlacedFault[];

  constructor(placed: readonly PlacedFault[]) {
    super(placed.map(sayPlaced));
    this.placed = placed;
  }
}

/** Each with its place as far as that is known; the others are sentences about the file. */
export const placedIn = (error: ConfigurationFailure, file: string): readonly PlacedFault[] =>
  error instanceof FileFaults ? error.placed : error.faults.map((reason) => wholeFault(file, reason));

/** What is wrong with the line that names the columns. */
export const headerFaults = (file: string, line: number, faults: readonly HeaderFault[]): FileFaults =>
  new FileFaults(
    faults.map((fault) => ({
      ...wholeFault(file, sourceFaultText(fault)),
      line,
      fault,
    })),
  );

/** What is wrong with a file as a whole. @param called as its sentence names it: by its path, where it may not be there */
export const ofWhole = (file: string, fault: SourceFault, called = file): PlacedFault =>
  wholeFault(file, `${called} ${sourceFaultText(fault)}`, fault);

/** A file that is damaged, a bomb, or not to be believed. */
export class FileFailure extends RunFailure {
  readonly placed: PlacedFault;

  constructor(placed: PlacedFault) {
    super(sayPlaced(placed));
    this.placed = placed;
  }
}

/** A file that was written to while it was read. */
export class FileGrew extends RunFailure {}
