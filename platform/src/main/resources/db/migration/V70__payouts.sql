-- Who is paid out: the school's and the teachers' accounts at Stripe, what teachers have agreed, what each earns of
-- what is sold, and how it gets to them.

-- An account at Stripe; the school's own has no person.
create table connected_account (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    person_id uuid,
    country text not null,
    account_id text,
    details_submitted boolean not null default false,
    charges_enabled boolean not null default false,
    payouts_enabled boolean not null default false,
    transfers_enabled boolean not null default false,
    disabled_reason text not null default '',
    due_now text[] not null default '{}',
    past_due text[] not null default '{}',
    due_later text[] not null default '{}',
    verifying text[] not null default '{}',
    faults text[] not null default '{}',
    due_by timestamptz,
    payout_interval text not null default 'daily',
    bank text not null default '',
    last_error text not null default '',
    created_at timestamptz not null,
    read_at timestamptz,
    check_at timestamptz,
    told_at timestamptz,
    constraint connected_account_pk primary key (tenant_id, id),
    constraint connected_account_person_uq unique nulls not distinct (tenant_id, person_id),
    constraint connected_account_account_uq unique (tenant_id, account_id),
    constraint connected_account_person_fk foreign key (tenant_id, person_id)
        references person (tenant_id, id) on delete cascade,
    constraint connected_account_country_ck check (country ~ '^[A-Z]{2}$'));
create index connected_account_check_ix on connected_account (tenant_id, check_at) where check_at is not null;
call protect_school_table('connected_account');

-- Of which school an account is: Stripe's messages about it do not say.
create table account_school (
    account_id text not null,
    school_id uuid not null,
    constraint account_school_pk primary key (account_id),
    constraint account_school_school_fk foreign key (school_id) references school (id) on delete cascade);
create index account_school_school_ix on account_school (school_id);
grant select, insert, update, delete on account_school to lyceum_app;

-- What Stripe tells of an account is about people, and goes with them.
alter table payment_event add column account_id text;
create index payment_event_account_ix on payment_event (tenant_id, account_id) where account_id is not null;

-- What teachers get of a course. Never changed: what is agreed later is another row, for later sales.
create table teacher_agreement (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    course_id uuid not null,
    valid_from timestamptz not null,
    minimum_minor bigint not null,
    hold_days integer not null,
    created_at timestamptz not null,
    constraint teacher_agreement_pk primary key (tenant_id, id),
    constraint teacher_agreement_course_fk foreign key (tenant_id, course_id)
        references course (tenant_id, id) on delete cascade,
    constraint teacher_agreement_minimum_ck check (minimum_minor >= 0),
    constraint teacher_agreement_hold_ck check (hold_days between 0 and 365));
create index teacher_agreement_course_ix on teacher_agreement (tenant_id, course_id, valid_from desc, id desc);
call protect_school_table('teacher_agreement');

create table teacher_share (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    agreement_id uuid not null,
    number integer not null,
    person_id uuid not null,
    basis_points integer not null,
    accepted_at timestamptz,
    constraint teacher_share_pk primary key (tenant_id, id),
    constraint teacher_share_person_uq unique (tenant_id, agreement_id, person_id),
    constraint teacher_share_agreement_fk foreign key (tenant_id, agreement_id)
        references teacher_agreement (tenant_id, id) on delete cascade,
    constraint teacher_share_person_fk foreign key (tenant_id, person_id)
        references person (tenant_id, id) on delete cascade,
    constraint teacher_share_points_ck check (basis_points between 1 and 10000));
create index teacher_share_person_ix on teacher_share (tenant_id, person_id);
call protect_school_table('teacher_share');

-- Who earns what of a posting: all of them together are what the posting left of the money. What is taken back names
-- what it is taken of. The person may have gone since.
create table earning (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    posting_id uuid not null,
    order_id uuid not null,
    payee text not null,
    person_id uuid,
    course_id uuid,
    of_id uuid,
    currency text not null,
    amount_minor bigint not null,
    earned_at timestamptz not null,
    due_at timestamptz not null,
    constraint earning_pk primary key (tenant_id, id),
    constraint earning_posting_fk foreign key (tenant_id, posting_id) references ledger_posting (tenant_id, id),
    constraint earning_person_fk foreign key (tenant_id, person_id)
        references person (tenant_id, id) on delete set null (person_id),
    constraint earning_of_fk foreign key (tenant_id, of_id) references earning (tenant_id, id),
    constraint earning_payee_ck check (payee in ('SCHOOL', 'TEACHER')));
create index earning_of_ix on earning (tenant_id, of_id) where of_id is not null;
create index earning_order_ix on earning (tenant_id, order_id);
create index earning_posting_ix on earning (tenant_id, posting_id);
create index earning_person_ix on earning (tenant_id, payee, person_id, earned_at desc, id desc);
call protect_school_table('earning');

-- Money that goes from the platform to an account, or comes back from it (then it names the transfer).
create table share_transfer (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    payee text not null,
    person_id uuid,
    account_id text not null,
    back_of uuid,
    currency text not null,
    amount_minor bigint not null,
    status text not null,
    stripe_id text,
    last_error text not null default '',
    created_at timestamptz not null,
    done_at timestamptz,
    constraint share_transfer_pk primary key (tenant_id, id),
    constraint share_transfer_stripe_uq unique (tenant_id, stripe_id),
    constraint share_transfer_person_fk foreign key (tenant_id, person_id)
        references person (tenant_id, id) on delete set null (person_id),
    constraint share_transfer_back_fk foreign key (tenant_id, back_of) references share_transfer (tenant_id, id),
    constraint share_transfer_payee_ck check (payee in ('SCHOOL', 'TEACHER')),
    constraint share_transfer_status_ck check (status in ('PENDING', 'DONE', 'REFUSED')),
    constraint share_transfer_amount_ck check (amount_minor > 0));
-- One at a time: what is on its way has to be known before more is sent.
create unique index share_transfer_pending_ux on share_transfer (tenant_id, account_id) where status = 'PENDING';
create index share_transfer_payee_ix on share_transfer (tenant_id, payee, person_id, created_at desc, id desc);
create index share_transfer_back_ix on share_transfer (tenant_id, back_of) where back_of is not null;
call protect_school_table('share_transfer');

-- Money that goes from an account at Stripe to a bank.
create table bank_payout (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    account_id text not null,
    payout_id text,
    method text not null,
    currency text not null,
    amount_minor bigint not null,
    fee_minor bigint not null default 0,
    status text not null,
    failure text not null default '',
    automatic boolean not null,
    created_at timestamptz not null,
    arrives_at timestamptz,
    constraint bank_payout_pk primary key (tenant_id, id),
    constraint bank_payout_payout_uq unique (tenant_id, payout_id),
    constraint bank_payout_method_ck check (method in ('STANDARD', 'INSTANT')),
    constraint bank_payout_status_ck
        check (status in ('ASKED', 'PENDING', 'IN_TRANSIT', 'PAID', 'FAILED', 'CANCELED', 'REFUSED')),
    constraint bank_payout_amount_ck check (amount_minor > 0));
create index bank_payout_account_ix on bank_payout (tenant_id, account_id, created_at desc, id desc);
call protect_school_table('bank_payout');

alter table ledger_posting drop constraint ledger_posting_kind_ck;
alter table ledger_posting add constraint ledger_posting_kind_ck check (kind in (
    'SALE', 'REFUND', 'REFUND_FAILED', 'TRANSFER', 'TRANSFER_BACK', 'PAYOUT', 'PAYOUT_FAILED'));
