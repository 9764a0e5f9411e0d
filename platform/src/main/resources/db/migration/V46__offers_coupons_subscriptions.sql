-- What a school sells besides single courses, for how much, with which discounts, and again and again.

-- What somebody gets: some courses, or all that the school publishes.
create table product (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    version bigint not null default 0,
    title text not null,
    description text not null default '',
    scope text not null,
    features text not null default '',
    courses_at_once integer,
    archived boolean not null default false,
    created_at timestamptz not null,
    constraint product_pk primary key (tenant_id, id),
    constraint product_scope_ck check (scope in ('COURSES', 'SCHOOL')),
    constraint product_courses_at_once_ck check (courses_at_once > 0));
create index product_created_ix on product (tenant_id, created_at);
call protect_school_table('product');

create table product_course (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    product_id uuid not null,
    course_id uuid not null,
    constraint product_course_pk primary key (tenant_id, id),
    constraint product_course_uq unique (tenant_id, product_id, course_id),
    constraint product_course_product_fk foreign key (tenant_id, product_id) references product (tenant_id, id),
    constraint product_course_course_fk foreign key (tenant_id, course_id)
        references course (tenant_id, id) on delete cascade);
create index product_course_course_ix on product_course (tenant_id, course_id);
call protect_school_table('product_course');

-- For how much, and how it is paid. What is held by open orders counts as sold.
create table offer (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    version bigint not null default 0,
    product_id uuid not null,
    slug text not null,
    title text not null,
    kind text not null,
    currency text not null,
    price_minor bigint not null,
    period text,
    payments integer,
    trial_days integer not null default 0,
    places integer,
    sold integer not null default 0,
    sale_from timestamptz,
    sale_until timestamptz,
    opens_at timestamptz,
    featured boolean not null default false,
    position integer not null default 0,
    status text not null,
    created_at timestamptz not null,
    constraint offer_pk primary key (tenant_id, id),
    constraint offer_slug_uq unique (tenant_id, slug),
    constraint offer_product_fk foreign key (tenant_id, product_id) references product (tenant_id, id),
    constraint offer_kind_ck check (kind in ('ONCE', 'SUBSCRIPTION', 'INSTALMENTS')),
    constraint offer_period_ck check ((kind = 'ONCE') = (period is null) and period in ('MONTH', 'YEAR')),
    constraint offer_payments_ck
        check ((kind = 'INSTALMENTS') = (payments is not null) and payments between 2 and 36),
    constraint offer_price_ck check (price_minor > 0),
    constraint offer_trial_ck check (trial_days between 0 and 365 and (trial_days = 0 or kind = 'SUBSCRIPTION')),
    constraint offer_places_ck check (places > 0 and sold between 0 and places),
    constraint offer_status_ck check (status in ('DRAFT', 'ON_SALE', 'ARCHIVED')));
create index offer_product_ix on offer (tenant_id, product_id, position, created_at);
create index offer_sale_ix on offer (tenant_id, position, created_at) where status = 'ON_SALE';
call protect_school_table('offer');

-- A code that people type in, or a rule that holds by itself where there is none. What is held by open orders
-- counts as used.
create table coupon (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    version bigint not null default 0,
    name text not null,
    code text,
    kind text not null,
    basis_points integer,
    amount_minor bigint,
    currency text,
    duration text not null default 'ONCE',
    months integer,
    starts_at timestamptz,
    ends_at timestamptz,
    uses integer,
    used integer not null default 0,
    uses_each integer,
    first_purchase boolean not null default false,
    stacks boolean not null default false,
    person_id uuid,
    order_id uuid,
    anything boolean not null,
    archived boolean not null default false,
    created_at timestamptz not null,
    constraint coupon_pk primary key (tenant_id, id),
    constraint coupon_code_uq unique (tenant_id, code),
    constraint coupon_person_fk foreign key (tenant_id, person_id)
        references person (tenant_id, id) on delete cascade,
    constraint coupon_order_fk foreign key (tenant_id, order_id) references sales_order (tenant_id, id),
    constraint coupon_kind_ck check (
        kind = 'PERCENT' and basis_points between 1 and 10000 and amount_minor is null and currency is null
        or kind = 'AMOUNT' and basis_points is null and amount_minor > 0 and currency is not null),
    constraint coupon_duration_ck
        check (duration in ('ONCE', 'MONTHS', 'FOREVER') and (duration = 'MONTHS') = (months is not null)
            and months between 1 and 36),
    constraint coupon_uses_ck check (uses > 0 and used between 0 and uses),
    constraint coupon_uses_each_ck check (uses_each > 0));
create index coupon_created_ix on coupon (tenant_id, created_at desc, id desc);
create index coupon_rule_ix on coupon (tenant_id) where code is null and not archived;
create index coupon_order_ix on coupon (tenant_id, order_id);
create index coupon_person_ix on coupon (tenant_id, person_id);
call protect_school_table('coupon');

-- What a coupon is good for that is not good for anything.
create table coupon_target (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    coupon_id uuid not null,
    course_id uuid,
    offer_id uuid,
    constraint coupon_target_pk primary key (tenant_id, id),
    constraint coupon_target_coupon_fk foreign key (tenant_id, coupon_id) references coupon (tenant_id, id),
    constraint coupon_target_course_fk foreign key (tenant_id, course_id)
        references course (tenant_id, id) on delete cascade,
    constraint coupon_target_offer_fk foreign key (tenant_id, offer_id) references offer (tenant_id, id),
    constraint coupon_target_ck check ((course_id is null) <> (offer_id is null)));
create index coupon_target_coupon_ix on coupon_target (tenant_id, coupon_id);
create index coupon_target_course_ix on coupon_target (tenant_id, course_id);
create index coupon_target_offer_ix on coupon_target (tenant_id, offer_id);
call protect_school_table('coupon_target');

create table coupon_use (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    coupon_id uuid not null,
    order_id uuid not null,
    person_id uuid,
    minor bigint not null,
    given_back boolean not null default false,
    created_at timestamptz not null,
    constraint coupon_use_pk primary key (tenant_id, id),
    constraint coupon_use_order_uq unique (tenant_id, order_id, coupon_id),
    constraint coupon_use_coupon_fk foreign key (tenant_id, coupon_id) references coupon (tenant_id, id),
    constraint coupon_use_order_fk foreign key (tenant_id, order_id) references sales_order (tenant_id, id),
    constraint coupon_use_person_fk foreign key (tenant_id, person_id)
        references person (tenant_id, id) on delete set null (person_id));
create index coupon_use_coupon_ix on coupon_use (tenant_id, coupon_id, person_id) where not given_back;
create index coupon_use_person_ix on coupon_use (tenant_id, person_id);
call protect_school_table('coupon_use');

-- What is paid again and again, as Stripe says it stands.
create table subscription (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    version bigint not null default 0,
    person_id uuid,
    offer_id uuid not null,
    product_id uuid not null,
    order_id uuid not null,
    title text not null,
    kind text not null,
    status text not null,
    subscription_id text not null,
    customer_id text not null,
    currency text not null,
    price_minor bigint not null,
    period text not null,
    payments integer,
    paid_payments integer not null default 0,
    period_end timestamptz,
    trial_end timestamptz,
    ends_at timestamptz,
    grace_until timestamptz,
    fee_basis_points integer not null,
    last_error text not null default '',
    created_at timestamptz not null,
    ended_at timestamptz,
    check_at timestamptz,
    told_at timestamptz,
    constraint subscription_pk primary key (tenant_id, id),
    constraint subscription_stripe_uq unique (tenant_id, subscription_id),
    constraint subscription_order_uq unique (tenant_id, order_id),
    constraint subscription_person_fk foreign key (tenant_id, person_id)
        references person (tenant_id, id) on delete set null (person_id),
    constraint subscription_offer_fk foreign key (tenant_id, offer_id) references offer (tenant_id, id),
    constraint subscription_product_fk foreign key (tenant_id, product_id) references product (tenant_id, id),
    constraint subscription_order_fk foreign key (tenant_id, order_id) references sales_order (tenant_id, id),
    constraint subscription_status_ck
        check (status in ('TRIAL', 'ACTIVE', 'PAUSED', 'GRACE', 'UNPAID', 'PAID_OFF', 'ENDED')));
create index subscription_person_ix on subscription (tenant_id, person_id, created_at desc);
create index subscription_created_ix on subscription (tenant_id, created_at desc, id desc);
create index subscription_check_ix on subscription (tenant_id, check_at) where check_at is not null;
call protect_school_table('subscription');

-- Who somebody is at Stripe, so that they need not type in their card again.
create table payment_customer (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    person_id uuid not null,
    customer_id text not null,
    constraint payment_customer_pk primary key (tenant_id, id),
    constraint payment_customer_person_uq unique (tenant_id, person_id),
    constraint payment_customer_person_fk foreign key (tenant_id, person_id)
        references person (tenant_id, id) on delete cascade);
call protect_school_table('payment_customer');

-- An order is of a course or of an offer.
alter table sales_order alter column course_id drop not null;
alter table sales_order add column offer_id uuid;
alter table sales_order add column product_id uuid;
alter table sales_order add column quantity integer not null default 1;
alter table sales_order add column code text not null default '';
alter table sales_order add column for_others boolean not null default false;
alter table sales_order add column list_minor bigint;
alter table sales_order add column discount_minor bigint not null default 0;
alter table sales_order add column tax_minor bigint not null default 0;
-- Without a key: a subscription points at the order with which it began, and tables in a ring cannot be erased.
alter table sales_order add column subscription_id uuid;
alter table sales_order add column invoice_id text;
alter table sales_order add constraint sales_order_offer_fk
    foreign key (tenant_id, offer_id) references offer (tenant_id, id);
alter table sales_order add constraint sales_order_product_fk
    foreign key (tenant_id, product_id) references product (tenant_id, id);
alter table sales_order add constraint sales_order_thing_ck
    check ((course_id is null) <> (offer_id is null) and (offer_id is null) = (product_id is null));
alter table sales_order add constraint sales_order_quantity_ck check (quantity between 1 and 1000);
alter table sales_order drop constraint sales_order_total_ck;
alter table sales_order add constraint sales_order_total_ck
    check (total_minor >= 0 and refunded_minor between 0 and total_minor and discount_minor >= 0);
create unique index sales_order_open_offer_ux on sales_order (tenant_id, person_id, offer_id)
    where status = 'PENDING' and subscription_id is null;
create unique index sales_order_invoice_ux on sales_order (tenant_id, invoice_id);
create index sales_order_subscription_ix on sales_order (tenant_id, subscription_id);

-- What somebody may use comes from a course, or from a product that was bought once or is subscribed to.
alter table entitlement alter column course_id drop not null;
alter table entitlement alter column order_id drop not null;
alter table entitlement add column product_id uuid;
alter table entitlement add column subscription_id uuid;
alter table entitlement add column opens_at timestamptz;
alter table entitlement add column opened boolean not null default true;
alter table entitlement add constraint entitlement_product_fk
    foreign key (tenant_id, product_id) references product (tenant_id, id);
alter table entitlement add constraint entitlement_subscription_fk
    foreign key (tenant_id, subscription_id) references subscription (tenant_id, id);
alter table entitlement add constraint entitlement_subscription_uq unique (tenant_id, subscription_id);
alter table entitlement add constraint entitlement_thing_ck check ((course_id is null) <> (product_id is null));
alter table entitlement add constraint entitlement_reason_ck check ((order_id is null) <> (subscription_id is null));
create index entitlement_opens_ix on entitlement (tenant_id, opens_at) where not opened;

-- Which courses somebody has started because of it.
create table entitled_course (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    entitlement_id uuid not null,
    course_id uuid not null,
    constraint entitled_course_pk primary key (tenant_id, id),
    constraint entitled_course_uq unique (tenant_id, entitlement_id, course_id),
    constraint entitled_course_entitlement_fk foreign key (tenant_id, entitlement_id)
        references entitlement (tenant_id, id) on delete cascade,
    constraint entitled_course_course_fk foreign key (tenant_id, course_id)
        references course (tenant_id, id) on delete cascade);
create index entitled_course_course_ix on entitled_course (tenant_id, course_id);
call protect_school_table('entitled_course');

call follow_content('product');
call follow_content('product_course');
call follow_content('offer');
