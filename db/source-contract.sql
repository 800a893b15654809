-- The source contract: the tables that a company fills, or replaces by views over tables of its own.
-- Tidings only ever selects from them, apart from `tidings import`.
--
-- Run it as often as you like: what exists is left alone, and a table of an older version gains the columns that came
-- later. PostgreSQL 15 or newer.
-- Another schema name: replace `source.` throughout, and name the schema in policy.yaml.
-- Views instead of tables: make the schema first, then views of these names and columns; `tidings migrate` creates the
-- tables only where there is no schema, and `tidings doctor` compares column by column. `tidings init --views` prints the
-- views to begin with. What is `not null` here (without a default) is required; any other column that a view does not have counts as
-- null, and of a table that is not there no rows are known. A view may show nulls where a table would not take them; such
-- a row is set aside and named.
--
-- No table refers to another by a foreign key: exports arrive in any order, and one order of an unknown customer must
-- not stop the other thousand. The round sets orphans aside and names them.
--
-- Ids are text. The round reads them in byte order (collate "C"), which is the same on every server.

create schema if not exists source;
comment on schema source is 'What the company knows: its customers, orders, jobs, invoices and payments. Tidings reads it.';

create table if not exists source.people (
  id         text primary key,
  name       text not null,
  role       text not null,
  email      text,
  phone      text,
  reports_to text,
  away_until date,
  deputy_id  text,
  check (role in ('owner', 'manager', 'director', 'credit'))
);
alter table source.people add column if not exists away_until date;
alter table source.people add column if not exists deputy_id text;
comment on table source.people is 'The people of the company: who answers for an item, and who stands above them.';
comment on column source.people.id is 'Your own key of the person.';
comment on column source.people.name is 'As customers know them: letters are signed with it.';
comment on column source.people.role is 'owner answers for items, manager and director are asked when letters do not help, credit decides on credit limits.';
comment on column source.people.email is 'Replies go here, and tasks are sent here.';
comment on column source.people.phone is 'Printed in letters, so that a customer can call.';
comment on column source.people.reports_to is 'The next person up: people.id.';
comment on column source.people.away_until is 'The last day on which they are away. Empty: they are there.';
comment on column source.people.deputy_id is 'Who stands in while they are away, and is told of their tasks: people.id.';

create table if not exists source.customers (
  id             text primary key,
  name           text not null,
  salutation     text,
  email          text,
  billing_email  text,
  language       text,
  time_zone      text,
  country        text,
  customer_since date,
  credit_limit   numeric,
  currency       text,
  email_allowed  boolean not null default true,
  owner_id       text,
  phone          text,
  kind           text,
  parent_id      text,
  merged_into    text,
  check (kind in ('person', 'company'))
);
alter table source.customers add column if not exists phone text;
alter table source.customers add column if not exists kind text check (kind in ('person', 'company'));
alter table source.customers add column if not exists parent_id text;
alter table source.customers add column if not exists merged_into text;
comment on table source.customers is 'The customers.';
comment on column source.customers.id is 'Your own key of the customer.';
comment on column source.customers.name is 'Name of the person or the company.';
comment on column source.customers.salutation is 'Whom to greet, if not the name: Ms Kowalska.';
comment on column source.customers.email is 'Where letters about orders and jobs go. Of several addresses, apart by commas or semicolons, the first that can be written to; a name may stand before each: Ann <ann@example.com>. The same in every column with an address.';
comment on column source.customers.billing_email is 'Where letters about invoices go. Empty: email.';
comment on column source.customers.language is 'ISO 639 code such as pl. Empty: the company''s first language.';
comment on column source.customers.time_zone is 'IANA name such as Europe/Warsaw: letters go out in the customer''s daytime. Empty: the company''s.';
comment on column source.customers.country is 'ISO 3166 code such as PL.';
comment on column source.customers.customer_since is 'How long they have been with you.';
comment on column source.customers.credit_limit is 'How much they may owe, in currency. Empty: no limit.';
comment on column source.customers.currency is 'ISO 4217 code of the credit limit.';
comment on column source.customers.email_allowed is 'False: never write to them, a person calls instead.';
comment on column source.customers.owner_id is 'Who looks after them: people.id.';
comment on column source.customers.phone is 'Where a person can call them: named in the tasks of your people.';
comment on column source.customers.kind is 'person or company: formal letters differ. Empty: not known, which counts as a person.';
comment on column source.customers.parent_id is 'Who pays or answers for them, such as a head office: customers.id. Their money finds the invoices of the customer.';
comment on column source.customers.merged_into is 'The customer that this one was merged into: customers.id. Empty: it stands for itself.';

create table if not exists source.customer_contacts (
  customer_id text not null,
  role        text,
  name        text,
  salutation  text,
  email       text,
  phone       text,
  language    text,
  time_zone   text,
  cc          boolean not null default false,
  check (role in ('orders', 'money', 'site')),
  unique nulls not distinct (customer_id, role, email)
);
comment on table source.customer_contacts is 'People of a customer: who is written to about what.';
comment on column source.customer_contacts.customer_id is 'Whose they are: customers.id.';
comment on column source.customer_contacts.role is 'orders: letters about orders and jobs go to them, where the item has no contact of its own. money: reminders go to them, before billing_email. site, or empty: nothing of its own.';
comment on column source.customer_contacts.name is 'Their name.';
comment on column source.customer_contacts.salutation is 'How to greet them, if not by name: Ms Kowalska.';
comment on column source.customer_contacts.email is 'Their email address. Of several with one role the first in order of the address is written to.';
comment on column source.customer_contacts.phone is 'Where a person can call them. Kept; not used yet.';
comment on column source.customer_contacts.language is 'ISO 639 code such as pl. Empty: the customer''s.';
comment on column source.customer_contacts.time_zone is 'IANA name such as Europe/Warsaw. Empty: the customer''s. Kept; not used yet.';
comment on column source.customer_contacts.cc is 'True: only copies are meant for them, so no letter is addressed to them. Copies are not sent yet.';

create table if not exists source.orders (
  id            text primary key,
  customer_id   text not null,
  number        text not null,
  summary       text,
  placed_at     timestamptz not null,
  stage         text not null,
  stage_since   timestamptz,
  promised_for  date,
  needed_by     date,
  reason        text,
  reason_note   text,
  public_note   text,
  owner_id      text,
  contact_name  text,
  contact_email text,
  url           text,
  total         numeric,
  currency      text,
  updated_at    timestamptz,
  closed_at     timestamptz,
  outcome       text,
  lane          text,
  supplier      text,
  collect_at    text
);
alter table source.orders add column if not exists lane text;
alter table source.orders add column if not exists supplier text;
alter table source.orders add column if not exists collect_at text;
comment on table source.orders is 'Orders, open and closed.';
comment on column source.orders.id is 'Your own key of the order.';
comment on column source.orders.customer_id is 'Who waits for it: customers.id.';
comment on column source.orders.number is 'The number that the customer knows it by.';
comment on column source.orders.summary is 'What it is, in a few words: wedding suit, four pieces.';
comment on column source.orders.placed_at is 'When the customer ordered.';
comment on column source.orders.stage is 'Where the order stands, in your own words. policy.yaml says what each stage means.';
comment on column source.orders.stage_since is 'Since when it stands there. Empty: not known.';
comment on column source.orders.promised_for is 'The day you promised the order for. If you move it, write the new day here.';
comment on column source.orders.needed_by is 'The day the customer needs it by, in their own words to you.';
comment on column source.orders.reason is 'Why it stands still: a code such as stock_transfer, supplier_late or our_mistake. The list is in emails/.';
comment on column source.orders.reason_note is 'Why, for your own people. No customer ever sees it. Kept; not used yet.';
comment on column source.orders.public_note is 'One sentence for the customer, printed as it stands.';
comment on column source.orders.owner_id is 'Who answers for it: people.id. Empty: the customer''s owner.';
comment on column source.orders.contact_name is 'Who hears about it, if not the customer as such: a site manager, say.';
comment on column source.orders.contact_email is 'Their email address.';
comment on column source.orders.url is 'Where the customer can see it for themselves.';
comment on column source.orders.total is 'What the order costs, in currency.';
comment on column source.orders.currency is 'ISO 4217 code such as PLN.';
comment on column source.orders.updated_at is 'When the row last changed in your system.';
comment on column source.orders.closed_at is 'When the order was finished or cancelled. Empty: it is open.';
comment on column source.orders.outcome is 'How it ended, in your own words.';
comment on column source.orders.lane is 'What usual times are told apart by: a carrier, a region, a workshop.';
comment on column source.orders.supplier is 'Whose parts or goods it waits for.';
comment on column source.orders.collect_at is 'Where and when the customer can fetch it, as one sentence for them: the letter that it is ready says it.';

create table if not exists source.order_lines (
  order_id     text not null,
  line_no      integer not null,
  description  text not null,
  quantity     numeric,
  stage        text,
  stage_since  timestamptz,
  promised_for date,
  reason       text,
  kind         text,
  primary key (order_id, line_no),
  check (kind in ('goods', 'charge'))
);
alter table source.order_lines add column if not exists kind text check (kind in ('goods', 'charge'));
comment on table source.order_lines is 'Lines of orders. The slowest line decides how an order stands, and letters name it.';
comment on column source.order_lines.order_id is 'The order: orders.id.';
comment on column source.order_lines.line_no is 'Number of the line within its order.';
comment on column source.order_lines.description is 'What it is, as the customer would call it.';
comment on column source.order_lines.quantity is 'How many. A line of none, or of less, is nothing that anybody waits for.';
comment on column source.order_lines.stage is 'Where this line stands. Empty: where the order stands.';
comment on column source.order_lines.stage_since is 'Since when it stands there.';
comment on column source.order_lines.promised_for is 'The day this line is promised for. Empty: the order''s.';
comment on column source.order_lines.reason is 'Why this line stands still: a code, as in orders.reason.';
comment on column source.order_lines.kind is 'goods or charge: shipping, a discount or a fee is a charge and nothing that anybody waits for. Empty: goods.';

create table if not exists source.shipments (
  order_id        text not null,
  id              text not null,
  carrier         text,
  tracking_number text,
  tracking_url    text,
  shipped_at      timestamptz,
  expected_on     date,
  delivered_at    timestamptz,
  line_nos        text,
  primary key (order_id, id)
);
comment on table source.shipments is 'Parcels and deliveries of orders. What has left is on its way and what was delivered is done, also where the order or its lines do not say so yet.';
comment on column source.shipments.order_id is 'What was shipped: orders.id.';
comment on column source.shipments.id is 'Your own key of the shipment within its order.';
comment on column source.shipments.carrier is 'Who carries it, as the customer would call them: DPD.';
comment on column source.shipments.tracking_number is 'The number by which the carrier knows it. Letters print it.';
comment on column source.shipments.tracking_url is 'Where the customer can see where it is: an http or https address of at most 1,000 characters.';
comment on column source.shipments.shipped_at is 'When it left. Empty: it has not.';
comment on column source.shipments.expected_on is 'The day on which the carrier expects to deliver it. One that is later than the promise is warned of.';
comment on column source.shipments.delivered_at is 'When it was delivered. Empty: it has not been.';
comment on column source.shipments.line_nos is 'Which lines of the order are in it: 1 3 4, apart by blanks, commas or semicolons. Empty: all of them.';

create table if not exists source.service_jobs (
  id            text primary key,
  customer_id   text not null,
  number        text not null,
  asset         text,
  summary       text,
  reported_at   timestamptz not null,
  stage         text not null,
  stage_since   timestamptz,
  promised_for  date,
  needed_by     date,
  reason        text,
  reason_note   text,
  public_note   text,
  owner_id      text,
  contact_name  text,
  contact_email text,
  url           text,
  estimate      numeric,
  currency      text,
  updated_at    timestamptz,
  closed_at     timestamptz,
  outcome       text,
  lane          text,
  supplier      text,
  collect_at    text
);
alter table source.service_jobs add column if not exists lane text;
alter table source.service_jobs add column if not exists supplier text;
alter table source.service_jobs add column if not exists collect_at text;
comment on table source.service_jobs is 'Service jobs: something of the customer''s that you repair, inspect or install.';
comment on column source.service_jobs.id is 'Your own key of the job.';
comment on column source.service_jobs.customer_id is 'Who waits for it: customers.id.';
comment on column source.service_jobs.number is 'The number that the customer knows it by.';
comment on column source.service_jobs.asset is 'The customer''s thing that you work on: the machine, the watch, the lift.';
comment on column source.service_jobs.summary is 'What is to be done, in a few words.';
comment on column source.service_jobs.reported_at is 'When the customer reported it.';
comment on column source.service_jobs.stage is 'Where the job stands, in your own words. policy.yaml says what each stage means.';
comment on column source.service_jobs.stage_since is 'Since when it stands there. Empty: not known.';
comment on column source.service_jobs.promised_for is 'The day you promised the job for. If you move it, write the new day here.';
comment on column source.service_jobs.needed_by is 'The day the customer needs it by, in their own words to you.';
comment on column source.service_jobs.reason is 'Why it stands still: a code such as stock_transfer, supplier_late or our_mistake. The list is in emails/.';
comment on column source.service_jobs.reason_note is 'Why, for your own people. No customer ever sees it. Kept; not used yet.';
comment on column source.service_jobs.public_note is 'One sentence for the customer, printed as it stands.';
comment on column source.service_jobs.owner_id is 'Who answers for it: people.id. Empty: the customer''s owner.';
comment on column source.service_jobs.contact_name is 'Who hears about it, if not the customer as such: a site manager, say.';
comment on column source.service_jobs.contact_email is 'Their email address.';
comment on column source.service_jobs.url is 'Where the customer can see it for themselves.';
comment on column source.service_jobs.estimate is 'What the job is likely to cost, in currency.';
comment on column source.service_jobs.currency is 'ISO 4217 code such as PLN.';
comment on column source.service_jobs.updated_at is 'When the row last changed in your system.';
comment on column source.service_jobs.closed_at is 'When the job was finished or cancelled. Empty: it is open.';
comment on column source.service_jobs.outcome is 'How it ended, in your own words.';
comment on column source.service_jobs.lane is 'What usual times are told apart by: a carrier, a region, a workshop.';
comment on column source.service_jobs.supplier is 'Whose parts or goods it waits for.';
comment on column source.service_jobs.collect_at is 'Where and when the customer can fetch it, as one sentence for them: the letter that it is ready says it.';

create table if not exists source.stage_events (
  item_kind    text not null,
  item_id      text not null,
  line_no      integer,
  stage        text not null,
  at           timestamptz not null,
  promised_for date,
  check (item_kind in ('order', 'service_job')),
  unique nulls not distinct (item_kind, item_id, line_no, at, stage)
);
comment on table source.stage_events is 'History: when each order, line or job entered each stage. A replay plays it back, and usual times are learned from it.';
comment on column source.stage_events.item_kind is 'order or service_job.';
comment on column source.stage_events.item_id is 'orders.id or service_jobs.id.';
comment on column source.stage_events.line_no is 'The line of the order, if it was one line that moved.';
comment on column source.stage_events.stage is 'The stage that it entered, in your own words.';
comment on column source.stage_events.at is 'When it entered it.';
comment on column source.stage_events.promised_for is 'The day that was promised at that moment.';

create table if not exists source.invoices (
  id             text primary key,
  customer_id    text not null,
  number         text not null,
  issued_on      date not null,
  due_on         date not null,
  currency       text not null,
  total          numeric not null,
  open_amount    numeric not null,
  order_id       text,
  service_job_id text,
  disputed       boolean not null default false,
  autopay        boolean not null default false,
  pay_url        text,
  closed_on      date,
  updated_at     timestamptz,
  kind           text,
  payer_id       text,
  check (kind in ('invoice', 'credit_note', 'instalment'))
);
alter table source.invoices add column if not exists kind text check (kind in ('invoice', 'credit_note', 'instalment'));
alter table source.invoices add column if not exists payer_id text;
comment on table source.invoices is 'Invoices, open and settled.';
comment on column source.invoices.id is 'Your own key of the invoice.';
comment on column source.invoices.customer_id is 'Who owes it: customers.id.';
comment on column source.invoices.number is 'The number printed on it.';
comment on column source.invoices.issued_on is 'The day on it.';
comment on column source.invoices.due_on is 'The day by which it is to be paid.';
comment on column source.invoices.currency is 'ISO 4217 code such as PLN.';
comment on column source.invoices.total is 'The whole amount.';
comment on column source.invoices.open_amount is 'What is still to be paid. 0: settled.';
comment on column source.invoices.order_id is 'The order it belongs to: orders.id.';
comment on column source.invoices.service_job_id is 'The job it belongs to: service_jobs.id.';
comment on column source.invoices.disputed is 'True while the customer contests it: no reminder is sent.';
comment on column source.invoices.autopay is 'True when you collect it yourself: no reminder is sent.';
comment on column source.invoices.pay_url is 'Where the customer can pay it.';
comment on column source.invoices.closed_on is 'The day it was settled.';
comment on column source.invoices.updated_at is 'When the row last changed in your system.';
comment on column source.invoices.kind is 'invoice, credit_note or instalment. Empty: by its sign.';
comment on column source.invoices.payer_id is 'Who pays it, if not customer_id: customers.id. Their money finds it.';

create table if not exists source.invoice_lines (
  invoice_id  text not null,
  line_no     integer not null,
  description text not null,
  amount      numeric not null,
  primary key (invoice_id, line_no)
);
comment on table source.invoice_lines is 'What an invoice is made of, so that a reminder can name it.';
comment on column source.invoice_lines.invoice_id is 'The invoice: invoices.id.';
comment on column source.invoice_lines.line_no is 'Number of the line within its invoice.';
comment on column source.invoice_lines.description is 'What it is for, as the customer would call it.';
comment on column source.invoice_lines.amount is 'Its amount, in the invoice''s currency.';

create table if not exists source.payments (
  id            text primary key,
  customer_id   text,
  invoice_id    text,
  amount        numeric not null,
  currency      text not null,
  status        text not null,
  booked_on     date,
  scheduled_for date,
  reference     text,
  updated_at    timestamptz,
  check (status in ('booked', 'pending', 'scheduled', 'unallocated', 'failed'))
);
comment on table source.payments is 'Money of customers: come, coming or not to be placed yet. Nobody is dunned while theirs is on its way.';
comment on column source.payments.id is 'Your own key of the payment.';
comment on column source.payments.customer_id is 'Whose money it is: customers.id. Empty: not known yet.';
comment on column source.payments.invoice_id is 'What it pays: invoices.id. Empty: not allocated yet.';
comment on column source.payments.amount is 'How much, in currency.';
comment on column source.payments.currency is 'ISO 4217 code such as PLN.';
comment on column source.payments.status is 'booked has been allocated, unallocated has come but not been placed, pending is on its way, scheduled has a date, failed did not come.';
comment on column source.payments.booked_on is 'The day it came.';
comment on column source.payments.scheduled_for is 'The day it is expected, for a scheduled one.';
comment on column source.payments.reference is 'What the payer wrote on it: invoice numbers in it say what it pays.';
comment on column source.payments.updated_at is 'When the row last changed in your system.';

create table if not exists source.complaints (
  id          text primary key,
  customer_id text not null,
  item_kind   text,
  item_id     text,
  invoice_id  text,
  opened_at   timestamptz not null,
  closed_at   timestamptz,
  summary     text,
  check (item_kind in ('order', 'service_job'))
);
comment on table source.complaints is 'Complaints. While one is open, no reminder is sent about what it concerns.';
comment on column source.complaints.id is 'Your own key of the complaint.';
comment on column source.complaints.customer_id is 'Who complains: customers.id.';
comment on column source.complaints.item_kind is 'order or service_job, if it concerns one.';
comment on column source.complaints.item_id is 'orders.id or service_jobs.id.';
comment on column source.complaints.invoice_id is 'The invoice it concerns: invoices.id.';
comment on column source.complaints.opened_at is 'When it was made.';
comment on column source.complaints.closed_at is 'When it was settled. Empty: it is open.';
comment on column source.complaints.summary is 'What it is about, in a few words. Kept; not used yet.';

create table if not exists source.payment_plans (
  id          text primary key,
  customer_id text not null,
  invoice_id  text,
  agreed_on   date not null,
  holds_until date not null,
  note        text
);
comment on table source.payment_plans is 'Agreements to pay later. No reminder is sent while one holds.';
comment on column source.payment_plans.id is 'Your own key of the agreement.';
comment on column source.payment_plans.customer_id is 'With whom: customers.id.';
comment on column source.payment_plans.invoice_id is 'For which invoice: invoices.id. Empty: for everything they owe.';
comment on column source.payment_plans.agreed_on is 'The day it was agreed.';
comment on column source.payment_plans.holds_until is 'The last day on which it holds.';
comment on column source.payment_plans.note is 'What was agreed, for your own people. Kept; not used yet.';

create table if not exists source.contacts (
  id          text primary key,
  customer_id text not null,
  item_kind   text,
  item_id     text,
  at          timestamptz not null,
  channel     text not null,
  direction   text not null,
  person_id   text,
  check (item_kind in ('order', 'service_job')),
  check (direction in ('to_customer', 'from_customer'))
);
comment on table source.contacts is 'When a person and a customer spoke or wrote. Nobody is written to by a machine the morning after a person did.';
comment on column source.contacts.id is 'Your own key of the contact.';
comment on column source.contacts.customer_id is 'With whom: customers.id.';
comment on column source.contacts.item_kind is 'order or service_job. Empty: about their business at large.';
comment on column source.contacts.item_id is 'orders.id or service_jobs.id.';
comment on column source.contacts.at is 'When.';
comment on column source.contacts.channel is 'How, in your own words: phone, email, visit.';
comment on column source.contacts.direction is 'to_customer or from_customer. A customer who wrote last is owed an answer.';
comment on column source.contacts.person_id is 'Who of the company: people.id. Kept; not used yet.';

create table if not exists source.dunning_letters (
  id          text primary key,
  invoice_id  text not null,
  tone        text not null,
  planned_for timestamptz not null,
  origin      text,
  check (tone in ('friendly', 'plain', 'firm', 'formal'))
);
comment on table source.dunning_letters is 'Letters that another system wants to send. Tidings answers with a verdict in tidings.dunning_verdicts.';
comment on column source.dunning_letters.id is 'Your own key of the letter.';
comment on column source.dunning_letters.invoice_id is 'The invoice it is about: invoices.id.';
comment on column source.dunning_letters.tone is 'friendly, plain, firm or formal.';
comment on column source.dunning_letters.planned_for is 'When it is to go. Kept; not used yet.';
comment on column source.dunning_letters.origin is 'Which system wants to send it. Kept; not used yet.';

create table if not exists source.feeds (
  name        text primary key,
  fresh_as_of timestamptz not null,
  complete    boolean
);
-- Tables that an earlier version made have this column too from now on.
alter table source.feeds add column if not exists complete boolean;
comment on table source.feeds is 'How fresh your data are. A letter is held when they are too old to be true.';
comment on column source.feeds.name is 'orders, service_jobs or payments.';
comment on column source.feeds.complete is 'True: the table names all that is open (of payments: every open invoice), so that what it leaves out is over. Otherwise what is missing is not seen, and kept.';
comment on column source.feeds.fresh_as_of is 'The moment that the rows show: when they were read from your system.';

-- Kept by `tidings import` itself: which open rows the files of their table name no more. No export writes it, and views need none.
create table if not exists source.unnamed_rows (
  of_table  text not null,
  id        text not null,
  since     timestamptz not null,
  exports   integer not null default 1,
  held      boolean not null default false,
  closed_at timestamptz,
  primary key (of_table, id)
);
comment on table source.unnamed_rows is 'Which open rows the imported files name no more. tidings import keeps it; leave it alone.';
comment on column source.unnamed_rows.of_table is 'orders, service_jobs or invoices.';
comment on column source.unnamed_rows.id is 'The row''s own id.';
comment on column source.unnamed_rows.since is 'The first import that did not name it.';
comment on column source.unnamed_rows.exports is 'How many in a row have not.';
comment on column source.unnamed_rows.held is 'Nothing is written about it any more: its owner looks whether it is over.';
comment on column source.unnamed_rows.closed_at is 'A file that says it is complete left it out: it was closed at that moment, and is opened again when a file names it.';

-- What the round reads by: the open items of each customer, in byte order; the closed history is in none of these.
create index if not exists customers_in_order on source.customers (id collate "C");
create index if not exists orders_open on source.orders (customer_id collate "C", id collate "C") where closed_at is null;
-- A closing before the opening can't be right: such an item is looked at, and the closing is set aside.
create index if not exists orders_closed_early on source.orders (customer_id collate "C") where closed_at < placed_at;
create index if not exists service_jobs_open
  on source.service_jobs (customer_id collate "C", id collate "C") where closed_at is null;
create index if not exists service_jobs_closed_early
  on source.service_jobs (customer_id collate "C") where closed_at < reported_at;
create index if not exists stage_events_of_item on source.stage_events (item_kind, item_id, at);
create index if not exists contacts_of_customer on source.contacts (customer_id collate "C", at);
create index if not exists complaints_of_customer on source.complaints (customer_id collate "C");
-- What a customer owes, without the settled history; what they had before, with the first of it in front.
create index if not exists invoices_owed
  on source.invoices (customer_id collate "C", due_on) where closed_on is null and open_amount <> 0;
create index if not exists invoices_of_customer on source.invoices (customer_id collate "C", issued_on);
-- A closing that lies ahead: none in most companies, and found at once.
create index if not exists invoices_closed on source.invoices (closed_on) where closed_on is not null;
-- The day of payment of a settled invoice is read from this alone.
create index if not exists payments_booked on source.payments (invoice_id, booked_on) where status = 'booked';
create index if not exists payments_on_their_way
  on source.payments (customer_id collate "C") where status in ('pending', 'scheduled', 'unallocated');
create index if not exists payments_on_their_way_for
  on source.payments (invoice_id) where status in ('pending', 'scheduled', 'unallocated');
create index if not exists payments_of_nobody on source.payments (id)
  where coalesce(customer_id, '') = '' and coalesce(invoice_id, '') = '' and status <> 'failed';
create index if not exists dunning_letters_of_invoice on source.dunning_letters (invoice_id);
create index if not exists payment_plans_of_customer on source.payment_plans (customer_id collate "C", holds_until);
-- What the console searches by: words of a customer's name by their beginnings, without marks ("Lipa" finds "Lipą"), addresses, and the
-- numbers that customers know, whole or by their runs of letters and digits ("1042" finds "ZK 1042"). Texts of any length fit in: a
-- b-tree would refuse a row for a long number. The letters are those of src/source/find/folded.ts; a view is searched without these.
drop index if exists source.customers_by_name;
create index if not exists customers_by_folded_name on source.customers using gin (
  to_tsvector('simple', lower(translate(left(coalesce(name, ''), 300), 'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦħĨĩĪīĬĭĮįİıĴĵĶķĹĺĻļĽľŁłŃńŅņŇňŌōŎŏŐőŒœŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŧŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžȘșȚțёЁАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЇЄҐЎ„“”‚‘’«»–—…·', 'aaaaaaaceeeeiiiidnoooooouuuuytsaaaaaaaceeeeiiiidnoooooouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiijjkkllllllllnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzssttееабвгдежзийклмнопрстуфхцчшщъыьэюяіїєґў            '))));
create index if not exists customers_by_email on source.customers using hash (lower(left(email, 320)));
create index if not exists orders_by_number on source.orders using hash (number);
create index if not exists service_jobs_by_number on source.service_jobs using hash (number);
create index if not exists invoices_by_number on source.invoices using hash (number);
create index if not exists orders_by_number_words on source.orders using gin (
  to_tsvector('simple', regexp_replace(regexp_replace(lower(translate(left(coalesce(number, ''), 100), 'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦħĨĩĪīĬĭĮįİıĴĵĶķĹĺĻļĽľŁłŃńŅņŇňŌōŎŏŐőŒœŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŧŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžȘșȚțёЁАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЇЄҐЎ„“”‚‘’«»–—…·', 'aaaaaaaceeeeiiiidnoooooouuuuytsaaaaaaaceeeeiiiidnoooooouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiijjkkllllllllnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzssttееабвгдежзийклмнопрстуфхцчшщъыьэюяіїєґў            ')), '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f]+', ' ', 'g'), '0*([0-9]+)', ' \1 ', 'g')));
create index if not exists service_jobs_by_number_words on source.service_jobs using gin (
  to_tsvector('simple', regexp_replace(regexp_replace(lower(translate(left(coalesce(number, ''), 100), 'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦħĨĩĪīĬĭĮįİıĴĵĶķĹĺĻļĽľŁłŃńŅņŇňŌōŎŏŐőŒœŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŧŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžȘșȚțёЁАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЇЄҐЎ„“”‚‘’«»–—…·', 'aaaaaaaceeeeiiiidnoooooouuuuytsaaaaaaaceeeeiiiidnoooooouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiijjkkllllllllnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzssttееабвгдежзийклмнопрстуфхцчшщъыьэюяіїєґў            ')), '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f]+', ' ', 'g'), '0*([0-9]+)', ' \1 ', 'g')));
create index if not exists invoices_by_number_words on source.invoices using gin (
  to_tsvector('simple', regexp_replace(regexp_replace(lower(translate(left(coalesce(number, ''), 100), 'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦħĨĩĪīĬĭĮįİıĴĵĶķĹĺĻļĽľŁłŃńŅņŇňŌōŎŏŐőŒœŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŧŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžȘșȚțёЁАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЇЄҐЎ„“”‚‘’«»–—…·', 'aaaaaaaceeeeiiiidnoooooouuuuytsaaaaaaaceeeeiiiidnoooooouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiijjkkllllllllnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzssttееабвгдежзийклмнопрстуфхцчшщъыьэюяіїєґў            ')), '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f]+', ' ', 'g'), '0*([0-9]+)', ' \1 ', 'g')));
