import { ConfigurationFailure, RunFailure } from '../../failure.ts';

/** Files that can't be read as they are, or that have to be asked about: they are at fault, and not where they go. */
export class FileFaults extends ConfigurationFailure {}

/** A file that is damaged, a bomb, or not to be believed. */
export class FileFailure extends RunFailure {}

/** A file that was written to while it was read. */
export class FileGrew extends RunFailure {}
