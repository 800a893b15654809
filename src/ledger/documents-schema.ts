import type { Generated } from 'kysely';
import type { Moment } from './column-types.ts';

interface PublicationsTable {
  id: Generated<string>;
  path: string;
  content: string | null;
  hash: string | null;
  by: string;
  at: Moment;
  why: string;
  restores: string | null;
}
interface DraftsTable {
  path: string;
  content: string;
  revision: Generated<number>;
  based_on: string | null;
  by: string;
  at: Moment;
}

/** What was published of the documents that letters are made with, and what is being changed. */
export interface DocumentTables {
  publications: PublicationsTable;
  drafts: DraftsTable;
}
