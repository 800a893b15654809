import { addressesIn, isSameAddress } from './address.ts';

export const CONTACT_ROLES = ['orders', 'money', 'site'] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

/** Somebody of a customer who can be written to. */
export interface CustomerContact {
  /** What they are written to about; null: nothing of their own. */
  readonly role: ContactRole | null;
  readonly name: string | null;
  readonly salutation: string | null;
  readonly email: string;
  /** null: the customer's. */
  readonly language: string | null;
}

/** Whom the fields of a customer's row name besides, or by name: contacts without a role. */
export const namedInFields = (...fields: readonly (string | null)[]): readonly CustomerContact[] =>
  fields.flatMap((field) => {
    const addresses = addressesIn(field);
    // One address without a name is the customer's own, and nobody besides.
    return addresses.length === 1 && addresses[0]?.name === ''
      ? []
      : addresses.map(({ name, address }) => ({
          role: null,
          name: name || null,
          salutation: null,
          email: address,
          language: null,
        }));
  });

/** Whom letters of this role go to: the first contact that was named for it. */
export const contactFor = (
  role: ContactRole,
  contacts: readonly CustomerContact[],
): CustomerContact | undefined => contacts.find((contact) => contact.role === role);

/** Who of them has this address. */
export const contactAt = (
  address: string,
  contacts: readonly CustomerContact[],
): CustomerContact | undefined => contacts.find(({ email }) => isSameAddress(email, address));
