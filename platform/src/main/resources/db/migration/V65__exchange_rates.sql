-- Prices in several currencies.

-- Cross-school: reference rates that the platform imported for all schools; units for one euro.
create table platform_rate (
    base text not null,
    quote text not null,
    on_date date not null,
    rate numeric(20, 10) not null,
    created_at timestamptz not null,
    constraint platform_rate_pk primary key (base, quote, on_date),
    constraint platform_rate_rate_ck check (rate > 0));
grant select, insert, update, delete on platform_rate to lyceum_app;

-- Rates that a school entered or imported: units of the quoted currency for one of the base.
create table school_rate (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    base text not null,
    quote text not null,
    on_date date not null,
    rate numeric(20, 10) not null,
    created_at timestamptz not null,
    constraint school_rate_pk primary key (tenant_id, id),
    constraint school_rate_day_uq unique (tenant_id, base, quote, on_date),
    constraint school_rate_rate_ck check (rate > 0 and base <> quote));
create index school_rate_date_ix on school_rate (tenant_id, on_date desc);
call protect_school_table('school_rate');

-- In which currency a school makes its prices; one row, or none before it chose.
create table currency_setting (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    base text not null,
    rates text not null,
    version int not null,
    constraint currency_setting_pk primary key (tenant_id, id),
    constraint currency_setting_one_uq unique (tenant_id),
    constraint currency_setting_rates_ck check (rates in ('FIXED', 'IMPORTED')));
call protect_school_table('currency_setting');

-- In which other currencies it shows them.
create table price_currency (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    currency text not null,
    pricing text not null,
    rounding text not null,
    position int not null,
    constraint price_currency_pk primary key (tenant_id, id),
    constraint price_currency_currency_uq unique (tenant_id, currency),
    constraint price_currency_pricing_ck check (pricing in ('CONVERTED', 'FIXED')));
call protect_school_table('price_currency');

-- Prices that are not converted. The subject is whatever is sold, such as a course.
create table fixed_price (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    subject_id uuid not null,
    currency text not null,
    amount_minor bigint not null,
    constraint fixed_price_pk primary key (tenant_id, id),
    constraint fixed_price_currency_uq unique (tenant_id, subject_id, currency),
    constraint fixed_price_amount_ck check (amount_minor > 0));
call protect_school_table('fixed_price');
