import type { TableName } from '../contract/contract.ts';

/**
 * How columns are called in the lists of companies, by what they become: English, German, Polish, Russian. Small letters, without
 * accents, signs as spaces. Only names that mean one thing.
 */
export type ColumnNames = Readonly<Record<string, string>>;

const CUSTOMER: ColumnNames = {
  id: 'customer id|customer no|customer number|client id|kundennummer|kunden nr|kundennr|nr klienta|numer klienta|kod klienta|id klienta|код клиента|номер клиента',
  name: 'customer|customer name|client|client name|company|buyer|billing name|kunde|kundenname|firma|name|klient|nazwa klienta|kontrahent|nabywca|odbiorca|клиент|покупатель|заказчик|контрагент',
  email:
    'email|e mail|mail|customer email|email address|e mail adresse|kunden email|adres e mail|adres email|e mail klienta|email klienta|почта|эл почта|электронная почта|адрес эл почты',
  phone: 'phone|telephone|mobile|telefon|tel|telefonnummer|handy|nr telefonu|telefon klienta|телефон|тел',
  language: 'language|sprache|jezyk|язык',
  country: 'country|land|kraj|страна',
};

/** In a list of customers alone a number is theirs, and a name is not that of a thing. */
const LISTED_CUSTOMER: ColumnNames = {
  ...CUSTOMER,
  id: `${CUSTOMER.id}|id|no|nr|number|nummer|numer|kod|код|номер`,
  owner_id: 'account manager|betreuer|kundenbetreuer|opiekun|opiekun klienta|менеджер|ответственный',
};

const CURRENCY = 'currency|wahrung|waluta|валюта';
const STAGE = 'status|state|stage|bearbeitungsstand|stan|etap|статус|состояние';
const STAGE_SINCE =
  'status since|stage since|since|status date|status changed|status seit|seit|status vom|status od|data statusu|статус с|дата статуса';
const CLOSED_AT =
  'closed on|closed at|completed on|finished on|abgeschlossen am|erledigt am|data zamkniecia|data zakonczenia|дата закрытия|дата завершения';

const ORDER: ColumnNames = {
  number:
    'order|order no|order number|order id|order nr|auftrag|auftragsnummer|auftrags nr|auftragsnr|bestellnummer|bestellung|bestell nr|nr zamowienia|numer zamowienia|zamowienie|nr zam|номер заказа|заказ|no заказа|заказ no',
  placed_at:
    'order date|ordered|ordered on|created|created at|date|placed|placed at|datum|auftragsdatum|bestelldatum|bestellt am|data zamowienia|data zam|data zlozenia|data|дата заказа|дата',
  stage: `${STAGE}|order status|auftragsstatus|stan zamowienia|status zamowienia|статус заказа`,
  stage_since: STAGE_SINCE,
  promised_for:
    'promised|promised for|delivery date|delivery|expected|ready by|liefertermin|lieferdatum|termin|fertig am|zugesagt|termin realizacji|termin dostawy|data dostawy|срок|срок поставки|дата поставки|срок готовности|дата доставки',
  total:
    'total|amount|sum|order total|price|betrag|summe|gesamt|gesamtbetrag|preis|kwota|wartosc|suma|razem|cena|kwota brutto|wartosc brutto|сумма|итого|стоимость',
  currency: CURRENCY,
  summary:
    'item|items|product|products|description|artikel|produkt|beschreibung|bezeichnung|towar|opis|nazwa towaru|przedmiot|товар|описание|наименование|номенклатура',
  owner_id:
    'sales rep|salesperson|clerk|sachbearbeiter|bearbeiter|betreuer|opiekun|handlowiec|менеджер|ответственный',
  closed_at: CLOSED_AT,
};

const JOB: ColumnNames = {
  number:
    'job|job no|job number|job id|ticket|ticket no|ticket number|repair|repair no|repair number|work order|work order no|service order|auftrag|auftragsnummer|auftrags nr|auftragsnr|reparatur|reparaturnummer|reparatur nr|serviceauftrag|werkstattauftrag|zlecenie|nr zlecenia|numer zlecenia|naprawa|nr naprawy|nr zgloszenia|zgloszenie|заявка|номер заявки|заказ наряд|номер заказ наряда|наряд|номер ремонта',
  asset:
    'device|machine|asset|equipment|appliance|vehicle|car|bike|gerat|maschine|fahrzeug|fahrrad|anlage|urzadzenie|maszyna|sprzet|pojazd|rower|устройство|оборудование|изделие|аппарат|техника|автомобиль',
  summary:
    'problem|fault|issue|defect|work|description|summary|fehler|fehlerbeschreibung|defekt|mangel|arbeiten|beschreibung|usterka|opis usterki|opis|zakres prac|неисправность|дефект|описание|работы',
  reported_at:
    'reported|reported on|reported at|received|received on|date in|brought in|created|created at|date|annahme|annahmedatum|angenommen|angenommen am|eingang|eingangsdatum|gemeldet|gemeldet am|datum|przyjeto|data przyjecia|data zgloszenia|data|дата приема|принято|дата заявки|дата обращения|дата',
  stage: STAGE,
  stage_since: STAGE_SINCE,
  promised_for:
    'promised|promised for|ready by|expected|due|zugesagt|zugesagt fur|zugesagt bis|fertig am|fertig bis|termin|termin realizacji|termin naprawy|обещано|срок|срок готовности|срок ремонта',
  estimate: 'estimate|quote|kostenvoranschlag|wycena|kosztorys|смета|оценка',
  currency: CURRENCY,
  owner_id:
    'technician|mechanic|engineer|assigned to|techniker|mechaniker|monteur|bearbeiter|sachbearbeiter|betreuer|serwisant|technik|mechanik|opiekun|мастер|техник|механик|исполнитель|ответственный|менеджер',
  closed_at: `${CLOSED_AT}|collected on|abgeholt am|data wydania|дата выдачи`,
};

const INVOICE: ColumnNames = {
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
  currency: CURRENCY,
};

const PAYMENT: ColumnNames = {
  id: 'payment|payment id|payment no|payment number|transaction|transaction id|zahlungsnummer|zahlungs nr|buchungsnummer|buchungs nr|nr platnosci|nr wplaty|nr operacji|nr transakcji|номер платежа|no платежа|номер операции',
  invoice_id: INVOICE.number ?? '',
  booked_on:
    'paid on|payment date|date paid|booked|booked on|booking date|value date|zahlungsdatum|zahlungseingang|bezahlt am|gezahlt am|buchungstag|buchungsdatum|valuta|data wplaty|data zaplaty|data ksiegowania|data operacji|дата оплаты|дата платежа|дата поступления|дата проводки',
  amount: 'amount|sum|amount paid|betrag|summe|zahlbetrag|kwota|kwota wplaty|suma|сумма|сумма платежа',
  currency: CURRENCY,
  reference:
    'reference|payment reference|purpose|verwendungszweck|tytul|tytul przelewu|tytul wplaty|назначение|назначение платежа',
  customer_id: CUSTOMER.id ?? '',
};

/** A table that a list may be of: what each of its columns is called, and the column that tells it from other lists. */
export interface KnownTable {
  readonly table: TableName;
  readonly names: ColumnNames;
  readonly toldBy: string;
  readonly required: readonly string[];
}

/** Of two that have as many of a list's columns the first is meant. */
export const KNOWN: readonly KnownTable[] = [
  { table: 'orders', names: ORDER, toldBy: 'number', required: ['number', 'placed_at', 'stage'] },
  { table: 'service_jobs', names: JOB, toldBy: 'number', required: ['number', 'reported_at', 'stage'] },
  {
    table: 'invoices',
    names: INVOICE,
    toldBy: 'number',
    required: ['number', 'issued_on', 'due_on', 'total', 'open_amount', 'currency'],
  },
  {
    table: 'payments',
    names: PAYMENT,
    toldBy: 'booked_on',
    required: ['id', 'amount', 'currency', 'status'],
  },
];
/** Those whose items a list names, one row for several of them. */
export const KNOWN_OF_CUSTOMERS = CUSTOMER;
/** Of a list of nothing but customers. */
export const KNOWN_OF_LISTED = LISTED_CUSTOMER;

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
export function columnCalled(name: string, names: ColumnNames): string | null {
  const plain = plainName(name);
  return Object.entries(names).find(([, known]) => known.split('|').includes(plain))?.[0] ?? null;
}
