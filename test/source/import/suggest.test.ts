import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadProfile, shippedProfiles } from '../../../src/source/import/load-profile.ts';
import { previewFile, suggestFor } from '../../../src/source/import/look.ts';
import { readProfile } from '../../../src/source/profile/profile.ts';
import { aWorkbook } from '../../support/a-workbook.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-suggest-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const put = async (name: string, bytes: string | Buffer) => {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return file;
};
const ZONE = 'Europe/Warsaw';

const POLISH = [
  'Nr zamówienia;Klient;E-mail;Data zamówienia;Status;Termin realizacji;Kwota;Uwagi',
  'ZA/1;Żaneta Łęcka;zaneta@lecka.example;02.11.2026;w realizacji;20.11.2026;1 234,50;pilne',
  'ZA/2;Jan Żak;jan@zak.example;03.11.2026;w realizacji;24.11.2026;80,00;',
].join('\r\n');

describe('a suggested profile', () => {
  test('of a Polish list says what each column becomes, how it is written, and why', async () => {
    const file = await put('zamowienia.csv', iconv.encode(POLISH, 'windows-1250'));
    const text = await suggestFor(file, 'zamowienia.csv', null, ZONE);
    expect(text.split('\n')).toEqual([
      '# Suggested for zamowienia.csv. Read it, answer what begins with "# ?", and look at what it makes:',
      '#   tidings import "zamowienia.csv" --profile THIS-FILE --preview',
      'profile: "zamowienia.csv"',
      'encoding: windows-1250  # so it is written',
      'delimiter: ";"  # so it is written',
      'dates: day first  # line 2 has 02.11.2026',
      'decimal: ","  # line 2 has 1 234,50',
      'tables:',
      '  customers:',
      '    group_by: E-mail  # who stands in several rows is one customer',
      '    differ: last  # what the last of those rows says counts',
      '    columns:',
      '      id: E-mail',
      '      name: Klient  # by its name',
      '      email: E-mail  # by its name',
      '  orders:',
      '    columns:',
      '      id: Nr zamówienia  # the number is unlike any other',
      '      customer_id: E-mail  # as the customers above',
      '      number: Nr zamówienia  # by its name',
      '      placed_at: Data zamówienia  # by its name',
      '      stage: Status  # by its name',
      '      promised_for: Termin realizacji  # by its name',
      '      total: Kwota  # by its name',
      '# Nothing is made of these.',
      'ignore: [Uwagi]',
      '',
    ]);
    const profile = readProfile(text, 'p.yaml');
    if (!('title' in profile)) throw new Error(profile.join());
    const [first, second] = await previewFile(file, { profile, table: null, zone: ZONE });
    expect(first).toEqual({
      line: 2,
      faults: [],
      tables: [
        {
          table: 'customers',
          fields: { id: 'zaneta@lecka.example', name: 'Żaneta Łęcka', email: 'zaneta@lecka.example' },
        },
        {
          table: 'orders',
          fields: {
            id: 'ZA/1',
            customer_id: 'zaneta@lecka.example',
            number: 'ZA/1',
            placed_at: '2026-11-02',
            stage: 'w realizacji',
            promised_for: '2026-11-20',
            total: '1234.50',
          },
        },
      ],
    });
    expect(second?.line).toBe(3);
  });

  test.each([
    [
      'German',
      ['Auftrags-Nr.', 'Kunde', 'E-Mail', 'Bestelldatum', 'Bearbeitungsstand', 'Liefertermin', 'Betrag (€)'],
    ],
    ['Russian', ['Номер заказа', 'Заказчик', 'Эл. почта', 'Дата заказа', 'Статус', 'Срок поставки', 'Сумма']],
    [
      'English',
      ['Order #', 'Customer Name', 'Email', 'Order Date', 'Order Status', 'Delivery date', 'Total'],
    ],
  ])('is found for a %s workbook too', async (_language, header) => {
    const rows = [header, ['1', 'Bo', 'bo@x.example', { serial: 46328 }, 'open', { serial: 46350 }, 12.5]];
    const file = await put('list.xlsx', aWorkbook({ List: rows }));
    const profile = readProfile(await suggestFor(file, 'list.xlsx', null, ZONE), 'p.yaml');
    if (!('title' in profile)) throw new Error(profile.join());
    const [row] = await previewFile(file, { profile, table: null, zone: ZONE });
    expect(row?.tables.at(-1)?.fields).toMatchObject({
      id: '1',
      customer_id: 'bo@x.example',
      placed_at: '2026-11-02',
      promised_for: '2026-11-24',
      stage: 'open',
    });
  });

  const asLoaded = async (name: string, lines: readonly string[]) => {
    const file = await put(name, lines.join('\n'));
    const text = await suggestFor(file, name, null, ZONE);
    const profile = readProfile(text, 'p.yaml');
    if (!('title' in profile)) throw new Error(profile.join());
    const [row] = await previewFile(file, { profile, table: null, zone: ZONE });
    return { text, row };
  };

  test.each([
    [
      'German',
      'Reparatur-Nr.;Kunde;E-Mail;Gerät;Fehler;Annahme;Status;Status seit;Zugesagt;Techniker;Abgeholt am',
    ],
    [
      'Polish',
      'Nr zlecenia;Klient;E-mail;Urządzenie;Usterka;Data przyjęcia;Status;Status od;Termin naprawy;Serwisant;Data wydania',
    ],
    [
      'Russian',
      'Номер заявки;Клиент;Почта;Устройство;Неисправность;Дата приёма;Статус;Статус с;Срок ремонта;Мастер;Дата выдачи',
    ],
    [
      'English',
      'Job no;Customer;Email;Device;Fault;Received;Status;Status since;Promised for;Technician;Collected on',
    ],
  ])('is found for a %s list of repairs', async (_language, header) => {
    const values = '17;Bo;bo@x.example;mixer;leaks;02.11.2026;on the bench;03.11.2026;27.11.2026;tom;';
    const { row } = await asLoaded('list.csv', [header, values]);
    expect(row).toEqual({
      line: 2,
      faults: [],
      tables: [
        { table: 'customers', fields: { id: 'bo@x.example', name: 'Bo', email: 'bo@x.example' } },
        {
          table: 'service_jobs',
          fields: {
            id: '17',
            number: '17',
            customer_id: 'bo@x.example',
            asset: 'mixer',
            summary: 'leaks',
            reported_at: '2026-11-02',
            stage: 'on the bench',
            stage_since: '2026-11-03',
            promised_for: '2026-11-27',
            owner_id: 'tom',
          },
        },
      ],
    });
  });

  test('of a list of nothing but customers takes their own numbers', async () => {
    const { text, row } = await asLoaded('kunden.csv', ['Nr;Name;E-Mail;Handy', '7;Bo;bo@x.example;0171 5']);
    expect(row?.tables).toEqual([
      { table: 'customers', fields: { id: '7', name: 'Bo', email: 'bo@x.example', phone: '0171 5' } },
    ]);
    expect(text).not.toMatch(/^ *# \?/m);
  });

  test('of payments asks whether all of them have come, and makes no customers of whoever paid', async () => {
    const rows = 'Nr wpłaty;Nr faktury;Data wpłaty;Kwota;Klient\n9;F/1;02.11.2026;12,50;Bo';
    const text = await suggestFor(await put('wplaty.csv', rows), 'wplaty.csv', null, ZONE);
    expect(text).toContain('# constants: { currency: EUR, status: booked }');
    expect(text).toContain('      invoice_id: Nr faktury  # by its name\n');
    expect(text).not.toContain('customers:');
  });

  test('asks about customers who are told by a name alone: it may be their number in another list', async () => {
    const { text } = await asLoaded('l.csv', ['Job;Kunde;Annahme;Status', '1;1001;02.11.2026;x']);
    expect(text).toContain('  # ? Is there a list of customers');
  });

  test('leaves what it does not know as a question, with the answers ready to be taken', async () => {
    const file = await put('l.csv', 'Order,Client,Ordered,Delivery date\n1,Bo,2026-11-02 10:00,02/03/2026\n');
    const text = await suggestFor(file, 'l.csv', null, ZONE);
    expect(text).toContain('# ? Nothing is called like stage, which every row needs. stage: COLUMN');
    expect(text).toContain('# constants: { stage: open }');
    const answered = await put(
      'l.csv',
      'Order,Client,Ordered,Delivery date,Status\n1,Bo,2026-11-02 10:00,02/03/2026,x\n',
    );
    const asked = await suggestFor(answered, 'l.csv', null, ZONE);
    expect(asked).toMatch(
      /# \? l.csv:2 Ordered "2026-11-02 10:00" is .*\n# zone: Europe\/Warsaw\n# zone: UTC\n/,
    );
    expect(asked).toMatch(
      /# \? l.csv:2 Delivery date "02\/03\/2026" is .*\n# dates: day first\n# dates: month first\n/,
    );
    expect(readProfile(asked, 'p.yaml')).toMatchObject({ tables: [{}, {}] });
  });

  test.each([
    'colour,shape',
    'Artikel,Name',
    'Nr,Name,Preis,Lager',
    'Device,Status,Customer',
    'Status,Date,Customer,Email',
    'Name,Email,Role',
  ])('of what may be the list of something else asks: %s', async (header) => {
    const file = await put('l.csv', `${header}\n${header.replaceAll(/[^,]+/g, 'x')}\n`);
    expect(await suggestFor(file, 'l.csv', null, ZONE)).toContain('# ? It is like no list of');
  });

  test('takes no day on which a Polish invoice is to be paid for one on which it was', async () => {
    const rows = 'Nr faktury;Data płatności;Kwota;Klient\n9;02.11.2026;12,50;Bo';
    const text = await suggestFor(await put('f.csv', rows), 'f.csv', null, ZONE);
    expect(text).toContain('  invoices:\n');
    expect(text).not.toContain('status: booked');
  });
});

describe('the profiles that come with Tidings', () => {
  const samples: Readonly<Record<string, string | Buffer>> = {
    'shopify-orders': [
      'Name,Email,Financial Status,Fulfillment Status,Fulfilled at,Currency,Total,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem fulfillment status,Billing Name,Billing Phone,Billing Country,Shipping Name,Shipping Phone,Shipping Country,Phone,Cancelled at,Vendor',
      '#1001,ann@x.example,paid,unfulfilled,,EUR,59.90,Parcel,2026-11-02 10:00:00 +0100,1,Suit - 50,pending,Ann Lee,,DE,Ann Lee,,DE,,,Us',
      '#1001,ann@x.example,,,,,,,,2,Tie,pending,,,,,,,,,Us',
    ].join('\n'),
    'woocommerce-orders': [
      'Order Number,Order Status,Order Date,First Name (Billing),Last Name (Billing),Email (Billing),Phone (Billing),Country Code (Billing),Order Total Amount,Item Name,Quantity (- Refund),SKU',
      '1001,Processing,2026-11-02 10:00,Ann,Lee,ann@x.example,600,DE,59.90,Suit,1,S1',
      '1001,Processing,2026-11-02 10:00,Ann,Lee,ann@x.example,600,DE,59.90,Tie,2,T1',
    ].join('\n'),
    'excel-orders-de': iconv.encode(
      'Auftragsnummer;Kunde;E-Mail;Auftragsdatum;Status;Liefertermin;Betrag\r\n1001;Ann Müller;ann@x.example;02.11.2026;offen;20.11.2026;59,90\r\n',
      'windows-1252',
    ),
    'excel-orders-pl': iconv.encode(
      'Nr zamówienia;Klient;E-mail;Data zamówienia;Status;Termin realizacji;Kwota\r\n1001;Ania Łoś;ann@x.example;02.11.2026;nowe;20.11.2026;59,90\r\n',
      'windows-1250',
    ),
    'excel-orders-ru': iconv.encode(
      'Номер заказа;Клиент;E-mail;Дата заказа;Статус;Срок поставки;Сумма\r\n1001;Анна Ли;ann@x.example;02.11.2026;новый;20.11.2026;59,90\r\n',
      'windows-1251',
    ),
  };

  test('each read what their program exports', async () => {
    expect(Object.keys(samples)).toEqual([
      'shopify-orders',
      'woocommerce-orders',
      ...(await shippedProfiles()).filter((name) => name.startsWith('excel')),
    ]);
    for (const [name, sample] of Object.entries(samples)) {
      const file = await put(`${name}.csv`, sample);
      const rows = await previewFile(file, {
        profile: await loadProfile(name, folder),
        table: null,
        zone: ZONE,
      });
      expect(
        rows.flatMap(({ faults }) => faults),
        name,
      ).toEqual([]);
      const order = rows[0]?.tables.find(({ table }) => table === 'orders')?.fields;
      expect(order, name).toMatchObject({ customer_id: 'ann@x.example', total: '59.90' });
      expect(order?.placed_at, name).toMatch(/^2026-11-02(T09:00:00Z)?$/);
    }
  });
});
