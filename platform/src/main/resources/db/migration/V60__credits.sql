-- What AI features may cost: credits of people and of the school itself.

-- How many credits are free in a month; without a row the usual numbers hold.
create table credit_setting (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    version bigint not null default 1,
    learner_monthly integer not null,
    school_monthly integer not null,
    constraint credit_setting_pk primary key (tenant_id, id),
    constraint credit_setting_school_uq unique (tenant_id),
    constraint credit_setting_monthly_ck check (
        learner_monthly between 0 and 1000000 and school_monthly between 0 and 1000000));
call protect_school_table('credit_setting');

-- Without a person it is the school's own.
create table credit_account (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    person_id uuid,
    -- The month's first day, at the school.
    month date not null,
    -- What was given free in this month, and what is left of it.
    free_given bigint not null,
    free_left bigint not null,
    extra_left bigint not null default 0,
    unlimited_until timestamptz,
    created_at timestamptz not null,
    constraint credit_account_pk primary key (tenant_id, id),
    constraint credit_account_person_fk foreign key (tenant_id, person_id)
        references person (tenant_id, id) on delete cascade,
    constraint credit_account_left_ck check (free_left >= 0 and extra_left >= 0));
create unique index credit_account_person_ux on credit_account (tenant_id, person_id);
create unique index credit_account_school_ux on credit_account (tenant_id) where person_id is null;
call protect_school_table('credit_account');

create table credit_reservation (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    account_id uuid not null,
    key text not null,
    purpose text not null,
    amount bigint not null,
    -- What was taken from where; nothing of either while credits are unlimited.
    free bigint not null,
    extra bigint not null,
    month date not null,
    status text not null,
    used bigint not null default 0,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    finished_at timestamptz,
    constraint credit_reservation_pk primary key (tenant_id, id),
    constraint credit_reservation_key_uq unique (tenant_id, account_id, key),
    constraint credit_reservation_account_fk foreign key (tenant_id, account_id)
        references credit_account (tenant_id, id) on delete cascade,
    constraint credit_reservation_status_ck check (status in ('OPEN', 'COMMITTED', 'RELEASED', 'EXPIRED')),
    constraint credit_reservation_amount_ck check (
        amount > 0 and free >= 0 and extra >= 0 and free + extra in (0, amount) and used between 0 and amount));
create index credit_reservation_open_ix on credit_reservation (tenant_id, expires_at) where status = 'OPEN';
create index credit_reservation_account_ix on credit_reservation (tenant_id, account_id, finished_at);
call protect_school_table('credit_reservation');

-- For how long a source, such as a membership, makes an account unlimited.
create table credit_unlimited (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    account_id uuid not null,
    source text not null,
    until timestamptz not null,
    constraint credit_unlimited_pk primary key (tenant_id, id),
    constraint credit_unlimited_source_uq unique (tenant_id, account_id, source),
    constraint credit_unlimited_account_fk foreign key (tenant_id, account_id)
        references credit_account (tenant_id, id) on delete cascade);
call protect_school_table('credit_unlimited');

-- Every change of an account; its sums are what is left.
create table credit_entry (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    account_id uuid not null,
    kind text not null,
    free bigint not null,
    extra bigint not null,
    reservation_id uuid,
    -- What a grant is of: it comes once.
    source text,
    note text not null default '',
    created_at timestamptz not null,
    constraint credit_entry_pk primary key (tenant_id, id),
    constraint credit_entry_source_uq unique (tenant_id, account_id, kind, source),
    constraint credit_entry_account_fk foreign key (tenant_id, account_id)
        references credit_account (tenant_id, id) on delete cascade,
    constraint credit_entry_kind_ck check (kind in (
        'MONTH', 'LAPSED', 'GRANTED', 'TAKEN_BACK', 'RESERVED', 'USED', 'RELEASED', 'EXPIRED', 'UNLIMITED')));
create index credit_entry_account_ix on credit_entry (tenant_id, account_id, created_at desc, id desc);
call protect_school_table('credit_entry');

create function credit_entry_stays() returns trigger
    language plpgsql
    as $$
    begin
        -- Only with the account of somebody who is erased, or with the whole school.
        if tg_op = 'DELETE' and (
            not exists (select 1 from credit_account where tenant_id = old.tenant_id and id = old.account_id)
            or exists (
                select 1
                from school
                where id = old.tenant_id and status not in ('ONBOARDING', 'ACTIVE', 'SUSPENDED')))
        then
            return old;
        end if;
        raise exception 'entries of credits are not changed: %', tg_op using errcode = 'insufficient_privilege';
    end $$;
create trigger credit_entry_stays before update or delete on credit_entry
    for each row execute function credit_entry_stays();
