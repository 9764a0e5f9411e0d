-- Taxes on what schools sell.

-- How a school wants its taxes; one row, or none before it chose.
create table tax_setting (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    mode text not null,
    prices text not null,
    ask_vies boolean not null,
    version int not null,
    constraint tax_setting_pk primary key (tenant_id, id),
    constraint tax_setting_one_uq unique (tenant_id),
    constraint tax_setting_mode_ck check (mode in ('NONE', 'TABLE', 'STRIPE_TAX')),
    constraint tax_setting_prices_ck check (prices in ('CUSTOMARY', 'INCLUDED', 'ADDED')));
call protect_school_table('tax_setting');

-- Who sells, as it stands on receipts; one row, or none.
create table seller (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    legal_name text not null,
    address text not null,
    country text not null,
    vat_id text not null,
    email text not null,
    footer text not null,
    version int not null,
    constraint seller_pk primary key (tenant_id, id),
    constraint seller_one_uq unique (tenant_id));
call protect_school_table('seller');

-- Where a school collects tax. A region is one of a country, such as a state; empty for all of it.
create table tax_registration (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    country text not null,
    region text not null,
    scheme text not null,
    tax_number text not null,
    since date not null,
    created_at timestamptz not null,
    constraint tax_registration_pk primary key (tenant_id, id),
    constraint tax_registration_place_uq unique (tenant_id, country, region),
    constraint tax_registration_scheme_ck check (scheme in ('LOCAL', 'EU_ONE_STOP')));
call protect_school_table('tax_registration');

-- A school's own rates, which go before those that come with the product.
create table tax_rate (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    country text not null,
    region text not null,
    name text not null,
    -- 1000 is one percent.
    rate_thousandths int not null,
    valid_from date not null,
    valid_until date,
    included boolean not null,
    created_at timestamptz not null,
    constraint tax_rate_pk primary key (tenant_id, id),
    constraint tax_rate_from_uq unique (tenant_id, country, region, valid_from),
    constraint tax_rate_rate_ck check (rate_thousandths between 0 and 100000),
    constraint tax_rate_days_ck check (valid_until is null or valid_until >= valid_from));
call protect_school_table('tax_rate');
