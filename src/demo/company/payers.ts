import { IRINA, JAGODA, TOMASZ } from './people.ts';
import type { DemoCustomer, Scene } from './scene.ts';

type Who = Omit<DemoCustomer, 'shows'>;

/** A customer who waits for nothing: what they owe stands in the accounts. */
const payer =
  (who: Who): Scene =>
  () => ({ shows: 'waits for nothing, and owes: see the accounts', ...who });

const firm = (id: string, name: string, salutation: string | null, owner_id: string): Who => ({
  id,
  name,
  salutation,
  email: `kontakt@${id}.example`,
  language: 'pl',
  owner_id,
});

const abroad = (id: string, name: string, email: string, country: string): Who => ({
  id,
  name,
  salutation: null,
  email,
  language: 'en',
  country,
  owner_id: IRINA,
});

const inRussian = (id: string, name: string, salutation: string): Who => ({
  id,
  name,
  salutation,
  email: `${id}@pochta.example`,
  language: 'ru',
  owner_id: IRINA,
});

/** Customers with whom there is nothing open but money. */
export const payers: readonly Scene[] = [
  payer({
    id: 'grant',
    name: 'Olivia Grant',
    salutation: 'Ms Grant',
    email: 'olivia.grant@letterbox.example',
    language: 'en',
    owner_id: TOMASZ,
  }),
  payer({
    ...firm('piruet', 'Szkoła Tańca Piruet', null, JAGODA),
    billing_email: 'ksiegowosc@piruet.example',
  }),
  payer(firm('poranek', 'Bar Mleczny Poranek', 'Pani Urszulo', TOMASZ)),
  payer(firm('neon', 'Klub Nocny Neon', null, TOMASZ)),
  payer(firm('latarnia', 'Hostel Latarnia', 'Panie Igorze', JAGODA)),
  payer(firm('zaulek', 'Galeria Zaułek', 'Pani Tereso', JAGODA)),
  payer(firm('irys', 'Zakład Fryzjerski Irys', 'Pani Iwono', JAGODA)),
  payer({ ...firm('dab', 'Kancelaria Dąb', null, TOMASZ), customer_since: '2001-03-12' }),
  payer(firm('zegar', 'Antykwariat Pod Zegarem', 'Panie Juliuszu', TOMASZ)),
  payer({
    ...firm('bielak', 'Maria Bielak', 'Pani Mario', JAGODA),
    email: 'maria.bielak@poczta.example',
    customer_since: '1998-09-01',
  }),
  payer(abroad('bridgewater', 'Bridgewater Costumes Ltd', 'accounts@bridgewater.example', 'GB')),
  payer(abroad('larsen', 'Larsen Sails', 'post@larsen-sails.example', 'NO')),
  payer(inRussian('kravtsov', 'Олег Борисович Кравцов', 'Олег Борисович')),
  payer(inRussian('gromova', 'Светлана Юрьевна Громова', 'Светлана Юрьевна')),
];
