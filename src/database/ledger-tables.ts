// Written by `npm run types:ledger` from the migrated schema; never by hand. A test holds it to the migrations.
import type { ColumnType } from 'kysely';

/** A column that may be left out when a row is added, and one that the database alone writes. */
type Optional<Read, Written = Read> = ColumnType<Read, Written | undefined, Written>;
type Given<Read> = ColumnType<Read, never, never>;
type Moment = ColumnType<Date, Date | string, Date | string>;
type MaybeMoment = Optional<Date | null, Date | string | null>;
type Json = ColumnType<unknown, string, string>;

/** Our own tables, in schema `tidings`, as the driver reads them. */
export interface Ledger {
  absences: {
    kind: 'order' | 'service_job' | 'invoice';
    id: string;
    customer_id: string;
    state: 'not_seen' | 'settled';
    since: Moment;
  };
  alarms: {
    id: Given<string>;
    code: string;
    subject: string;
    holder: Optional<string>;
    why: string;
    evidence: Json;
    raised_at: Moment;
    seen_at: Moment;
    told_at: MaybeMoment;
    ended_at: MaybeMoment;
    ended_told_at: MaybeMoment;
  };
  answers: {
    mail_id: string;
    customer_id: string;
    letter_id: Optional<string | null>;
    at: Moment;
    answer: 'paid' | 'call' | 'wrong' | 'partial' | 'cancel' | 'collect' | 'less' | 'consent';
    about: Json;
    day: Optional<string | null>;
    task_key: Optional<string | null>;
    came: Optional<'kept' | 'broken' | null>;
    came_at: MaybeMoment;
  };
  asked_letters: {
    id: Given<string>;
    customer_id: string;
    item_kind: 'order' | 'service_job';
    item_id: string;
    at: Moment;
    by: string;
    lifted_at: MaybeMoment;
    lifted_by: Optional<string | null>;
  };
  backlog_releases: {
    item_kind: 'order' | 'service_job' | 'invoice';
    item_id: string;
    customer_id: string;
    released_at: Moment;
    released_by: string;
  };
  cases: {
    id: string;
    customer_id: string;
    item_kind: 'order' | 'service_job';
    item_id: string;
    opened_at: Moment;
    closed_at: MaybeMoment;
    closed_because: Optional<'moved' | 'done' | null>;
    item_ended: Optional<boolean>;
    word_by: Optional<string | null>;
    letter_held: Optional<boolean | null>;
    climbed: Optional<'manager' | 'director' | null>;
    since: Optional<string | null>;
    stage: Optional<string | null>;
    reason: Optional<string | null>;
    supplier: Optional<string | null>;
    owner_id: Optional<string | null>;
    lane: Optional<string | null>;
    promised_for: Optional<string | null>;
  };
  console_codes_awaited: {
    token_hash: string;
    user_name: string;
    begun_at: Moment;
    ended_at: MaybeMoment;
  };
  console_invitations: {
    token_hash: string;
    user_name: string;
    made_at: Moment;
    made_by: string;
    expires_at: Moment;
    ended_at: MaybeMoment;
  };
  console_recovery_codes: {
    user_name: string;
    code_hash: string;
    used_at: MaybeMoment;
  };
  console_second_factors: {
    user_name: string;
    secret: Buffer;
    begun_at: Moment;
    confirmed_at: MaybeMoment;
    last_step: Optional<string, string | number>;
  };
  console_sessions: {
    token_hash: string;
    user_name: string;
    csrf: string;
    created_at: Moment;
    seen_at: Moment;
    ended_at: MaybeMoment;
  };
  console_tries: {
    name_hash: string;
    tries: number;
    locked_until: MaybeMoment;
    last_at: Moment;
  };
  console_users: {
    name: string;
    role: 'reader' | 'writer' | 'releaser' | 'admin';
    password_hash: string;
    must_change: Optional<boolean>;
    language: Optional<string | null>;
    time_zone: Optional<string | null>;
    created_at: Moment;
    created_by: string;
    disabled_at: MaybeMoment;
    email: Optional<string | null>;
    person_id: Optional<string | null>;
  };
  corrections: {
    id: Given<string>;
    at: Moment;
    by: string;
    round_id: Optional<string | null, string | number | null>;
    kind: Optional<string | null>;
    since: MaybeMoment;
    sentences: Json;
    letters: number;
  };
  customer_notes: {
    id: Given<string>;
    customer_id: string;
    at: Moment;
    note: string;
    by: string;
    taken_back_at: MaybeMoment;
  };
  days: {
    day: string;
    submitted: Optional<number | null>;
    words_due: Optional<number | null>;
    words_kept: Optional<number | null>;
    harsh_kept_back: Optional<number>;
    late: Optional<number | null>;
    untold: Optional<number | null>;
    promises_kept: Optional<number | null>;
  };
  drafts: {
    path: string;
    content: string;
    revision: Given<number>;
    based_on: Optional<string | null, string | number | null>;
    by: string;
    at: Moment;
  };
  dunning_verdicts: {
    invoice_id: Given<string | null>;
    customer_id: Given<string | null>;
    planned_letter: Given<string | null>;
    asked_tone: Given<string | null>;
    verdict: Given<string | null>;
    allowed_tone: Given<string | null>;
    release: Given<string | null>;
    reasons: Given<string[] | null>;
    until: Given<string | null>;
    decided_at: Given<Date | null>;
    facts_as_of: Given<Date | null>;
  };
  forgotten: {
    hash: string;
    at: Moment;
  };
  given_promises: {
    id: Given<string>;
    customer_id: string;
    item_kind: 'order' | 'service_job';
    item_id: string;
    day: string;
    by: string;
    at: Moment;
    instead_of: Optional<string | null>;
    task_key: Optional<string | null>;
    taken_back_at: MaybeMoment;
  };
  guard_trips: {
    id: ColumnType<string, string | number, string | number>;
    guard: string;
    reason: string;
    letters: number;
    at: Moment;
    ended_at: MaybeMoment;
    ended_by: Optional<string | null>;
    why_codes: Optional<unknown, string | null>;
  };
  history: {
    id: Given<string>;
    at: Moment;
    recorded_at: Optional<Date, Date | string>;
    subject_kind: string;
    subject_id: string;
    customer_id: Optional<string | null>;
    what: string;
    from_state: Optional<string | null>;
    to_state: Optional<string | null>;
    who: string;
    why: Optional<string | null>;
    detail: Optional<unknown, string | null>;
  };
  holds: {
    id: Given<string>;
    customer_id: string;
    invoice_id: Optional<string | null>;
    until: Optional<string | null>;
    why: string;
    by: string;
    at: Moment;
    lifted_at: MaybeMoment;
    lifted_by: Optional<string | null>;
    lifted_why: Optional<string | null>;
  };
  home: {
    one: Optional<boolean>;
    system_identifier: Optional<string | null>;
    timeline: Optional<string | null>;
    database_oid: ColumnType<string, string | number, string | number>;
    table_oid: ColumnType<string, string | number, string | number>;
    folder: Optional<string | null>;
    since: Moment;
  };
  inbox_mails: {
    id: string;
    customer_id: Optional<string | null>;
    read_at: Moment;
    kind: 'bounce_hard' | 'bounce_soft' | 'delayed' | 'auto_reply' | 'complaint' | 'reply' | 'unknown';
    address: Optional<string | null>;
    status: Optional<string | null>;
    why: string;
    letter_id: Optional<string | null>;
    matched_by: Optional<'envelope' | 'message id' | 'recipient' | null>;
    folder: 'processed' | 'unknown';
    proof: Optional<'tag' | 'old' | 'none' | null>;
    reason: Optional<string | null>;
    provider: Optional<string | null>;
    sender: Optional<string | null>;
    subject: Optional<string | null>;
    seen_at: MaybeMoment;
    seen_by: Optional<string | null>;
    answer: Optional<'paid' | 'call' | 'wrong' | 'partial' | 'cancel' | 'collect' | 'less' | 'consent' | null>;
    origin: Optional<'passed' | 'failed' | null>;
  };
  item_holds: {
    id: Given<string>;
    customer_id: string;
    item_kind: 'order' | 'service_job';
    item_id: string;
    until: string;
    why: string;
    by: string;
    at: Moment;
    lifted_at: MaybeMoment;
    lifted_by: Optional<string | null>;
  };
  judged: {
    one: Optional<boolean>;
    edition: number;
    since: Moment;
    edition_before: Optional<number | null>;
    last_round: MaybeMoment;
  };
  kept_back: {
    day: string;
    because: string;
    letters: number;
  };
  late_items: {
    week: string;
    item_kind: 'order' | 'service_job';
    item_id: string;
    stage: string;
    customer_id: string;
    late: 'promise' | 'stage' | 'credit';
    reason: Optional<string | null>;
    supplier: Optional<string | null>;
    owner_id: Optional<string | null>;
    since: string;
    days: number;
    last_day: string;
    heard: boolean;
  };
  less_often: {
    id: Given<string>;
    customer_id: string;
    since: Moment;
    mail_id: Optional<string | null>;
    by: string;
    lifted_at: MaybeMoment;
    lifted_by: Optional<string | null>;
  };
  letter_cases: {
    letter_id: string;
    case_id: string;
    customer_id: string;
    ordinal: number;
    told: Json;
  };
  letter_words: {
    letter_id: string;
    said: Buffer;
  };
  letters: {
    id: string;
    key: string;
    customer_id: string;
    round_id: Optional<string | null, string | number | null>;
    audience: 'customer' | 'staff';
    kind: string;
    language: string;
    template_version: string;
    to_name: string;
    to_address: string;
    reply_to_name: Optional<string | null>;
    reply_to_address: Optional<string | null>;
    for_person: Optional<string | null>;
    subject: string;
    facts: Json;
    about: Json;
    findings: string[];
    next_word_by: Optional<string | null>;
    message_id: string;
    in_reply_to: Optional<string | null>;
    refs: Optional<string[]>;
    status: Optional<'corrected' | 'queued' | 'sending' | 'retry' | 'submitted' | 'bounced' | 'refused' | 'uncertain' | 'held' | 'withdrawn' | 'expired'>;
    status_reason: Optional<string | null>;
    decided_at: Moment;
    due_at: Moment;
    attempts: Optional<number>;
    first_attempt_at: MaybeMoment;
    uncertain_count: Optional<number>;
    leased_by: Optional<string | null>;
    lease_until: MaybeMoment;
    submitted_at: MaybeMoment;
    settled_at: MaybeMoment;
    released_at: MaybeMoment;
    released_by: Optional<string | null>;
    guard_id: Optional<string | null, string | number | null>;
    soft_bounces: Optional<number>;
    delays: Optional<number>;
    emptied_at: MaybeMoment;
    untried_by: Optional<string | null>;
    read_as: Optional<string | null>;
    captured_at: MaybeMoment;
    correction_id: Optional<string | null, string | number | null>;
  };
  mail_keys: {
    id: Given<string>;
    secret: Buffer;
    made_at: Optional<Date, Date | string>;
    tagged_since: Optional<Date, Date | string>;
  };
  mail_probes: {
    id: string;
    sent_at: Moment;
    back_at: MaybeMoment;
  };
  money_ages: {
    one: Optional<boolean>;
    at: Moment;
    ages: Json;
  };
  passed_on: {
    mail_id: string;
    at: Moment;
  };
  pauses: {
    id: Given<string>;
    since: Moment;
    until: MaybeMoment;
    why: string;
    by: string;
  };
  promises: {
    one: Optional<boolean>;
    checked_at: Moment;
    broken: Json;
  };
  publications: {
    id: Given<string>;
    path: string;
    content: Optional<string | null>;
    hash: Optional<string | null>;
    by: string;
    at: Moment;
    why: string;
    restores: Optional<string | null, string | number | null>;
  };
  recorded_contacts: {
    id: Given<string>;
    customer_id: string;
    item_kind: Optional<'order' | 'service_job' | null>;
    item_id: Optional<string | null>;
    at: Moment;
    channel: string;
    note: Optional<string | null>;
    by: string;
    recorded_at: Optional<Date, Date | string>;
    task_key: Optional<string | null>;
    taken_back_at: MaybeMoment;
    word_by: Optional<string | null>;
  };
  reminders: {
    letter_id: string;
    invoice_id: string;
    customer_id: string;
    ordinal: number;
    rung: Optional<string | null>;
    tone: Optional<'friendly' | 'plain' | 'firm' | 'formal' | null>;
    ended_at: MaybeMoment;
  };
  replies: {
    id: string;
    customer_id: string;
    at: Moment;
    letter_id: Optional<string | null>;
    about: Json;
    owed_by: string;
    task_key: string;
    answered_at: MaybeMoment;
    answered_by: Optional<string | null>;
    meant_for: Optional<string | null>;
    unproven_at: MaybeMoment;
    unproven_by: Optional<string | null>;
  };
  rounds: {
    id: Given<string>;
    at: Moment;
    started_at: Moment;
    finished_at: MaybeMoment;
    half: Optional<'waiting' | 'dunning' | 'both'>;
    report: Optional<unknown, string | null>;
    own_clock: Optional<boolean>;
    totals: Optional<unknown, string | null>;
  };
  source_runs: {
    id: Given<string>;
    source: string;
    files: string[];
    started_at: Moment;
    ended_at: Moment;
    outcome: 'loaded' | 'failed';
    tables: Optional<unknown, string>;
    faults: Optional<unknown, string>;
  };
  stages_seen: {
    item_kind: 'order' | 'service_job';
    item_id: string;
    line_no: number;
    stage: string;
    since: Moment;
    customer_id: string;
  };
  supervised: {
    kind: string;
    letters: number;
    since: Moment;
  };
  suppressions: {
    id: Given<string>;
    address: string;
    customer_id: string;
    since: Moment;
    why: 'bounced' | 'complained';
    said: string;
    letter_id: Optional<string | null>;
    mail_id: Optional<string | null>;
    lifted_at: MaybeMoment;
    lifted_by: Optional<string | null>;
  };
  sweeps: {
    id: Given<string>;
    at: Moment;
    finished_at: MaybeMoment;
    removed: Optional<unknown, string | null>;
  };
  taken_complaints: {
    id: Given<string>;
    customer_id: string;
    item_kind: Optional<'order' | 'service_job' | null>;
    item_id: Optional<string | null>;
    at: Moment;
    note: string;
    by: string;
    ended_at: MaybeMoment;
    ended_by: Optional<string | null>;
  };
  tasks: {
    key: string;
    customer_id: string;
    kind: 'watch-contacts' | 'read-mail' | 'call-customer' | 'answer-customer' | 'find-out' | 'review-credit-limit' | 'escalation' | 'decide-money';
    for_person: Optional<string | null>;
    case_id: Optional<string | null>;
    about: Json;
    why: string;
    created_at: Moment;
    done_at: MaybeMoment;
    done_by: Optional<string | null>;
    due_on: Optional<string | null>;
    untold: Optional<boolean | null>;
    urgent: Optional<boolean | null>;
    result: Optional<'spoke' | 'no_answer' | 'left_word' | 'new_date' | null>;
    note: Optional<string | null>;
    said: Optional<string | null>;
    done_with: Optional<string | null, string | number | null>;
  };
  template_versions: {
    hash: string;
    letter: string;
    language: string;
    source: Json;
    first_used: Moment;
  };
  usual: {
    one: Optional<boolean>;
    tried_on: string;
    learned_at: MaybeMoment;
    state: Optional<unknown, string | null>;
  };
  verdicts: {
    key: string;
    invoice_id: string;
    planned_letter: Optional<string | null>;
    customer_id: string;
    days_overdue: number;
    record: 'clean' | 'mixed' | 'poor' | 'unknown';
    rung: Optional<string | null>;
    asked_tone: Optional<'friendly' | 'plain' | 'firm' | 'formal' | null>;
    verdict: 'send' | 'soften' | 'hold' | 'hand over';
    allowed_tone: Optional<'friendly' | 'plain' | 'firm' | 'formal' | null>;
    release: 'automatic' | 'human';
    without_tone: Optional<string | null>;
    holds: string[];
    reasons: string[];
    until: Optional<string | null>;
    decided_at: Moment;
    facts_as_of: MaybeMoment;
    round_id: Optional<string | null, string | number | null>;
    usual_lateness: Optional<number | null>;
    because: Optional<string | null>;
    due_on: Optional<string | null>;
    open_amount: Optional<string | null, string | number | null>;
    currency: Optional<string | null>;
  };
  weeks: {
    week: string;
    counted_at: Moment;
    figures: Json;
  };
}
