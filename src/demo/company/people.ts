import type { Row } from './tables.ts';

/** Who looks after customers, by the letters of their desk. */
export const JAGODA = 'jagoda';
export const TOMASZ = 'tomasz';
export const IRINA = 'irina';

/** The people of Pracownia Nowak. Their numbers begin like no Warsaw number does, so nobody is called by mistake. */
export const PEOPLE: readonly Row[] = [
  person(JAGODA, 'Jagoda Mroczek', 'owner', '11', 'halina'),
  person(TOMASZ, 'Tomasz Kalinowski', 'owner', '12', 'halina'),
  person(IRINA, 'Irina Wolska', 'owner', '13', 'halina'),
  person('halina', 'Halina Nowak', 'manager', '02', 'andrzej'),
  person('andrzej', 'Andrzej Nowak', 'director', '01', null),
  person('renata', 'Renata Sobczak', 'credit', '03', 'andrzej'),
];

function person(id: string, name: string, role: string, extension: string, reportsTo: string | null): Row {
  return {
    id,
    name,
    role,
    email: `${id}@nowak.example`,
    phone: `+48 22 000 01 ${extension}`,
    reports_to: reportsTo,
  };
}
