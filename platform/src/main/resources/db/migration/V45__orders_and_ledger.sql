-- What learners buy, what they may use because of it, and the books.

-- The last number of a kind that a school has given, so that its receipts are numbered without gaps.
create table sales_counter (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    name text not null,
    last bigint not null,
    constraint sales_counter_pk primary key (tenant_id, id),
    constraint sales_counter_name_uq unique (tenant_id, name));
call protect_school_table('sales_counter');

-- The buyer may have gone since; what was bought and paid stays in the books.
create table sales_order (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    version bigint not null default 0,
    number bigint,
    person_id uuid,
    course_id uuid not null,
    title text not null,
    status text not null,
    currency text not null,
    total_minor bigint not null,
    refunded_minor bigint not null default 0,
    fee_basis_points integer not null,
    session_id text,
    payment_intent_id text,
    checkout_url text,
    last_error text not null default '',
    created_at timestamptz not null,
    paid_at timestamptz,
    check_at timestamptz,
    told_at timestamptz,
    constraint sales_order_pk primary key (tenant_id, id),
    constraint sales_order_number_uq unique (tenant_id, number),
    constraint sales_order_person_fk foreign key (tenant_id, person_id)
        references person (tenant_id, id) on delete set null (person_id),
    constraint sales_order_course_fk foreign key (tenant_id, course_id) references course (tenant_id, id),
    constraint sales_order_status_ck
        check (status in ('PENDING', 'PAID', 'PARTLY_REFUNDED', 'REFUNDED', 'EXPIRED', 'FAILED')),
    constraint sales_order_total_ck check (total_minor > 0 and refunded_minor between 0 and total_minor));
create unique index sales_order_open_ux on sales_order (tenant_id, person_id, course_id) where status = 'PENDING';
create unique index sales_order_session_ux on sales_order (tenant_id, session_id);
create index sales_order_payment_ix on sales_order (tenant_id, payment_intent_id);
create index sales_order_created_ix on sales_order (tenant_id, created_at desc, id desc);
create index sales_order_person_ix on sales_order (tenant_id, person_id, created_at desc);
create index sales_order_check_ix on sales_order (tenant_id, check_at) where check_at is not null;
call protect_school_table('sales_order');

create table sales_refund (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    order_id uuid not null,
    amount_minor bigint not null,
    keep_access boolean not null,
    status text not null,
    refund_id text,
    last_error text not null default '',
    created_at timestamptz not null,
    finished_at timestamptz,
    constraint sales_refund_pk primary key (tenant_id, id),
    constraint sales_refund_uq unique (tenant_id, refund_id),
    constraint sales_refund_order_fk foreign key (tenant_id, order_id) references sales_order (tenant_id, id),
    constraint sales_refund_status_ck check (status in ('PENDING', 'DONE', 'FAILED')),
    constraint sales_refund_amount_ck check (amount_minor > 0));
create index sales_refund_order_ix on sales_refund (tenant_id, order_id, created_at);
call protect_school_table('sales_refund');

-- Why somebody may use a course that costs something.
create table entitlement (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    person_id uuid not null,
    course_id uuid not null,
    order_id uuid not null,
    granted_at timestamptz not null,
    ended_at timestamptz,
    constraint entitlement_pk primary key (tenant_id, id),
    constraint entitlement_order_uq unique (tenant_id, order_id),
    constraint entitlement_person_fk foreign key (tenant_id, person_id)
        references person (tenant_id, id) on delete cascade,
    constraint entitlement_order_fk foreign key (tenant_id, order_id) references sales_order (tenant_id, id));
create index entitlement_person_ix on entitlement (tenant_id, person_id, course_id) where ended_at is null;
call protect_school_table('entitlement');

-- The books: double entry, in minor units, never changed. What a posting is about happens once.
create table ledger_posting (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    order_id uuid,
    kind text not null,
    source text not null,
    occurred_at timestamptz not null,
    created_at timestamptz not null,
    constraint ledger_posting_pk primary key (tenant_id, id),
    constraint ledger_posting_source_uq unique (tenant_id, source),
    constraint ledger_posting_order_fk foreign key (tenant_id, order_id) references sales_order (tenant_id, id),
    constraint ledger_posting_kind_ck check (kind in ('SALE', 'REFUND', 'REFUND_FAILED')));
create index ledger_posting_at_ix on ledger_posting (tenant_id, occurred_at desc, id desc);
create index ledger_posting_order_ix on ledger_posting (tenant_id, order_id);
call protect_school_table('ledger_posting');

create table ledger_line (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    posting_id uuid not null,
    account text not null,
    currency text not null,
    amount_minor bigint not null,
    constraint ledger_line_pk primary key (tenant_id, id),
    constraint ledger_line_posting_fk foreign key (tenant_id, posting_id) references ledger_posting (tenant_id, id));
create index ledger_line_posting_ix on ledger_line (tenant_id, posting_id);
create index ledger_line_account_ix on ledger_line (tenant_id, account, currency) include (amount_minor);
call protect_school_table('ledger_line');

create function ledger_balances() returns trigger
    language plpgsql
    as $$
    declare
        -- A line names its posting, and a posting is its own.
        posting uuid := coalesce(cast(to_jsonb(new) ->> 'posting_id' as uuid), new.id);
        lines bigint;
    begin
        select count(*) into lines from ledger_line where tenant_id = new.tenant_id and posting_id = posting;
        if lines < 2 or exists (
            select 1
            from ledger_line
            where tenant_id = new.tenant_id and posting_id = posting
            group by currency
            having sum(amount_minor) <> 0)
        then
            raise exception 'posting % does not balance', posting using errcode = 'check_violation';
        end if;
        return null;
    end $$;

-- The lines of a new posting come with it, in the same transaction.
create constraint trigger ledger_posting_balances after insert on ledger_posting
    deferrable initially deferred for each row execute function ledger_balances();
create constraint trigger ledger_line_balances after insert on ledger_line
    deferrable initially deferred for each row execute function ledger_balances();

create function ledger_stays() returns trigger
    language plpgsql
    as $$
    begin
        -- Only with the whole school.
        if tg_op = 'DELETE' and exists (
            select 1
            from school
            where id = old.tenant_id and status not in ('ONBOARDING', 'ACTIVE', 'SUSPENDED'))
        then
            return old;
        end if;
        raise exception 'the books are not changed: % on %', tg_op, tg_table_name
            using errcode = 'insufficient_privilege';
    end $$;

create trigger ledger_posting_stays before update or delete on ledger_posting
    for each row execute function ledger_stays();
create trigger ledger_line_stays before update or delete on ledger_line
    for each row execute function ledger_stays();

-- What Stripe has told, as it came; of a school, or of the platform where it is of none.
create table payment_event (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    event_id text not null,
    type text not null,
    order_id uuid,
    body text not null,
    received_at timestamptz not null,
    handled_at timestamptz,
    constraint payment_event_pk primary key (tenant_id, id),
    constraint payment_event_event_uq unique (tenant_id, event_id));
create index payment_event_order_ix on payment_event (tenant_id, order_id) where handled_at is null;
create index payment_event_received_ix on payment_event (tenant_id, received_at desc, id desc);
call protect_school_table('payment_event');

-- Of which school a payment is: Stripe's later messages about it do not say.
create table payment_school (
    payment_intent_id text not null,
    school_id uuid not null,
    order_id uuid not null,
    constraint payment_school_pk primary key (payment_intent_id),
    constraint payment_school_school_fk foreign key (school_id) references school (id) on delete cascade);
create index payment_school_school_ix on payment_school (school_id);
grant select, insert, update, delete on payment_school to lyceum_app;
