import type pg from 'pg';

const companyOf = new WeakMap<pg.Pool, object>();

/** Says that these connections go to the company's tables that `company` stands for, as others may. */
export const goesTo = (pool: pg.Pool, company: object): void => {
  companyOf.set(pool, company);
};

/** The same object for all connections to the same tables of a company, whatever they are for. */
export const sameCompany = (pool: pg.Pool): object => companyOf.get(pool) ?? pool;
