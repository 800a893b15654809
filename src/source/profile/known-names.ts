import type { TableName } from '../contract/contract.ts';

/**
 * How columns are called in the lists of companies, by what they become: English, German, Polish, Russian. Small letters, without
 * accents, signs as spaces. Only names that mean one thing.
 */
type Names = Readonly<Record<string, string>>;

const CUSTOMER: Names = {
  id: 'customer id|customer no|customer number|client id|kundennummer|kunden nr|kundennr|nr klienta|numer klienta|kod klienta|id klienta|код клиента|номер клиента',
  name: 'customer|customer name|client|client name|company|buyer|billing name|kunde|kundenname|firma|name|klient|nazwa klienta|kontrahent|nabywca|odbiorca|клиент|покупатель|заказчик|контрагент',
  email:
    'email|e mail|mail|customer email|email address|e mail adresse|kunden email|adres e mail|adres email|e mail klienta|email klienta|почта|эл почта|электронная почта|адрес эл почты',
  phone: 'phone|telephone|mobile|telefon|tel|telefonnummer|handy|nr telefonu|telefon klienta|телефон|тел',
  language: 'language|sprache|jezyk|язык',
  country: 'country|land|kraj|страна',
};

const ORDER: Names = {
  number:
    'order|order no|order number|order id|order nr|auftrag|auftragsnummer|auftrags nr|auftragsnr|bestellnummer|bestellung|bestell nr|nr zamowienia|numer zamowienia|zamowienie|nr zam|номер заказа|заказ|no заказа|заказ no',
  placed_at:
    'order date|ordered|ordered on|created|created at|date|placed|placed at|datum|auftragsdatum|bestelldatum|bestellt am|data zamowienia|data zam|data zlozenia|data|дата заказа|дата',
  stage:
    'status|order status|state|stage|auftragsstatus|bearbeitungsstand|stan|stan zamowienia|status zamowienia|etap|статус|состояние|статус заказа',
  promised_for:
    'promised|promised for|delivery date|delivery|expected|ready by|liefertermin|lieferdatum|termin|fertig am|termin realizacji|termin dostawy|data dostawy|termin|срок|срок поставки|дата поставки|срок готовности|дата доставки',
  total:
    'total|amount|sum|order total|price|betrag|summe|gesamt|gesamtbetrag|preis|kwota|wartosc|suma|razem|cena|kwota brutto|wartosc brutto|сумма|итого|стоимость',
  currency: 'currency|wahrung|waluta|валюта',
  summary:
    'item|items|product|products|description|artikel|produkt|beschreibung|bezeichnung|towar|opis|nazwa towaru|przedmiot|товар|описание|наименование|номенклатура',
  owner_id: 'sales rep|salesperson|clerk|sachbearbeiter|bearbeiter|opiekun|handlowiec|менеджер|ответственный',
};

const INVOICE: Names = {
  number:
    'invoice|invoice no|invoice number|rechnung|rechnungsnummer|rechnungs nr|rechnungsnr|nr faktury|numer faktury|faktura|номер счета|счет|счет фактура',
  issued_on:
    'invoice date|issued|issue date|rechnungsdatum|belegdatum|data wystawienia|data faktury|дата счета|дата выставления',
  due_on:
    'due|due date|payable by|fallig|falligkeit|falligkeitsdatum|faellig am|fallig am|zahlbar bis|termin platnosci|termin zaplaty|срок оплаты|оплатить до',
  total:
    'total|amount|invoice amount|betrag|rechnungsbetrag|summe|gesamt|kwota|kwota brutto|wartosc|wartosc brutto|razem|сумма|итого',
  open_amount:
    'open|open amount|balance|outstanding|offen|offener betrag|restbetrag|saldo|do zaplaty|pozostalo do zaplaty|pozostalo|остаток|долг|к оплате',
  currency: 'currency|wahrung|waluta|валюта',
};

/** What may be made of a list: the table that its rows are, and what each of its columns is called. */
export const KNOWN: Readonly<Partial<Record<TableName, Names>>> = { orders: ORDER, invoices: INVOICE };
export const KNOWN_OF_CUSTOMERS = CUSTOMER;

/** A name as the list above has it. */
export const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/(?<=\p{Script=Latin})\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ß', 'ss')
    .replaceAll('ё', 'е')
    .replaceAll('№', 'no')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The column that a name means, or null. */
export function columnCalled(name: string, names: Names): string | null {
  const plain = plainName(name);
  return Object.entries(names).find(([, known]) => known.split('|').includes(plain))?.[0] ?? null;
}
