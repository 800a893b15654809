import type pg from 'pg';

/** What the server says of a statement before it runs. */
export type Described = { readonly columns: readonly Column[] } | { readonly refused: string };

export interface Column {
  readonly name: string;
  /** The object id of its type. */
  readonly type: number;
}

/** The driver's own way to ask: parse and describe, and never run. */
class Question implements pg.Submittable {
  readonly answer: Promise<Described>;
  #tell: (described: Described) => void = () => undefined;
  #columns: readonly Column[] = [];

  constructor(readonly sql: string) {
    this.answer = new Promise((resolve) => {
      this.#tell = resolve;
    });
  }

  submit(connection: pg.Connection): void {
    connection.parse({ name: '', text: this.sql, types: [] }, true);
    connection.describe({ type: 'S', name: '' }, true);
    connection.sync();
  }

  handleRowDescription({
    fields,
  }: {
    readonly fields: readonly { name: string; dataTypeID: number }[];
  }): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
  }

  handleError(error: Error): void {
    this.#tell({ refused: error.message });
  }

  handleReadyForQuery(): void {
    this.#tell({ columns: this.#columns });
  }
}

/** Has the server parse a statement. It runs nothing, and checks all names and types. */
export function describeStatement(client: pg.PoolClient, sql: string): Promise<Described> {
  const question = new Question(sql);
  client.query(question);
  return question.answer;
}
