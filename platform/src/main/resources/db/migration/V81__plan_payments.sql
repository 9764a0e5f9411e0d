-- Schools pay the platform for their plans.

-- What has no yearly price is not paid by the year; what is sold on request is not chosen by owners.
alter table plan add column yearly_minor bigint;
alter table plan add column on_request boolean not null default false;
alter table plan add constraint plan_yearly_ck check (yearly_minor is null or (yearly_minor > 0 and price_minor > 0));
-- Two months for nothing, where nobody has set another price yet.
update plan set yearly_minor = price_minor * 10 where version = 0 and price_minor > 0;

create table plan_subscription (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    version bigint not null default 0,
    plan_id uuid not null,
    period text not null,
    currency text not null,
    price_minor bigint not null,
    status text not null,
    customer_id text,
    session_id text,
    checkout_url text,
    subscription_id text,
    period_end timestamptz,
    ends_at timestamptz,
    grace_until timestamptz,
    last_error text not null default '',
    created_at timestamptz not null,
    ended_at timestamptz,
    check_at timestamptz,
    told_at timestamptz,
    constraint plan_subscription_pk primary key (tenant_id, id),
    constraint plan_subscription_plan_fk foreign key (plan_id) references plan (id),
    constraint plan_subscription_stripe_uq unique (tenant_id, subscription_id),
    constraint plan_subscription_period_ck check (period in ('MONTH', 'YEAR')),
    constraint plan_subscription_price_ck check (price_minor > 0),
    constraint plan_subscription_status_ck
        check (status in ('PENDING', 'GIVEN_UP', 'ACTIVE', 'GRACE', 'UNPAID', 'ENDED')));
-- A school pays for one plan at a time.
create unique index plan_subscription_one_ux on plan_subscription (tenant_id)
    where status in ('PENDING', 'ACTIVE', 'GRACE', 'UNPAID');
create index plan_subscription_created_ix on plan_subscription (tenant_id, created_at desc, id desc);
create index plan_subscription_check_ix on plan_subscription (tenant_id, check_at) where check_at is not null;
call protect_school_table('plan_subscription');

-- What was paid of it. It is the platform's money, so it does not stand in the school's books.
create table plan_payment (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    plan_subscription_id uuid not null,
    plan_id uuid not null,
    invoice_id text not null,
    number text not null,
    currency text not null,
    amount_minor bigint not null,
    paid_at timestamptz not null,
    constraint plan_payment_pk primary key (tenant_id, id),
    constraint plan_payment_invoice_uq unique (tenant_id, invoice_id),
    constraint plan_payment_subscription_fk foreign key (tenant_id, plan_subscription_id)
        references plan_subscription (tenant_id, id),
    constraint plan_payment_plan_fk foreign key (plan_id) references plan (id));
create index plan_payment_subscription_ix on plan_payment (tenant_id, plan_subscription_id);
create index plan_payment_paid_ix on plan_payment (tenant_id, paid_at desc, id desc);
call protect_school_table('plan_payment');

-- Whether a payment is of a plan: then it is in nobody's books.
alter table payment_school add column plan boolean not null default false;
