-- Who buys without an account, where the buyer is and for which company, at which tax, and what else is in the order.
alter table sales_order add column guest_email text;
alter table sales_order add column guest_name text;
-- A hash of what the guest's browser keeps.
alter table sales_order add column guest_token text;
alter table sales_order add column buyer_country text not null default '';
alter table sales_order add column buyer_region text not null default '';
alter table sales_order add column buyer_company text not null default '';
alter table sales_order add column buyer_vat_id text not null default '';
alter table sales_order add column tax_name text not null default '';
alter table sales_order add column tax_thousandths integer not null default 0;
alter table sales_order add column tax_included boolean not null default false;
alter table sales_order add column reverse_charge boolean not null default false;
alter table sales_order add column extra_offer_id uuid;
alter table sales_order add column extra_product_id uuid;
alter table sales_order add column extra_title text not null default '';
alter table sales_order add column extra_minor bigint not null default 0;
alter table sales_order add constraint sales_order_extra_offer_fk
    foreign key (tenant_id, extra_offer_id) references offer (tenant_id, id);
alter table sales_order add constraint sales_order_extra_product_fk
    foreign key (tenant_id, extra_product_id) references product (tenant_id, id);
alter table sales_order add constraint sales_order_extra_ck
    check ((extra_offer_id is null) = (extra_product_id is null) and (extra_offer_id is null) = (extra_minor = 0)
        and extra_minor >= 0);
alter table sales_order add constraint sales_order_guest_ck
    check ((guest_email is null) = (guest_name is null) and (guest_email is null) = (guest_token is null));
create unique index sales_order_open_guest_course_ux on sales_order (tenant_id, guest_token, course_id)
    where status = 'PENDING' and guest_token is not null;
create unique index sales_order_open_guest_offer_ux on sales_order (tenant_id, guest_token, offer_id)
    where status = 'PENDING' and guest_token is not null and subscription_id is null;
create index sales_order_unpaid_ix on sales_order (tenant_id, created_at, id)
    where status in ('PENDING', 'EXPIRED');

-- Shown at the checkout of other things; empty for one that is not.
alter table offer add column extra_text text not null default '';

-- What an order has besides is a reason of its own.
alter table entitlement add column extra boolean not null default false;
alter table entitlement drop constraint entitlement_order_uq;
alter table entitlement add constraint entitlement_order_uq unique (tenant_id, order_id, extra);

-- How Stripe names a rate of the school.
create table stripe_tax_rate (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    country text not null,
    region text not null,
    name text not null,
    rate_thousandths integer not null,
    included boolean not null,
    rate_id text not null,
    constraint stripe_tax_rate_pk primary key (tenant_id, id),
    constraint stripe_tax_rate_uq unique (tenant_id, country, region, name, rate_thousandths, included));
call protect_school_table('stripe_tax_rate');

alter table mail_text drop constraint mail_text_kind_ck;
alter table mail_text add constraint mail_text_kind_ck check (
    kind in ('WELCOME', 'ENROLMENT', 'COMPLETION', 'RECEIPT', 'PAYMENT_DUE', 'FIRST_COURSE', 'FIRST_COURSE_AGAIN',
        'UNFINISHED', 'UNFINISHED_AGAIN', 'CHECKOUT_LEFT', 'COMEBACK', 'LESSON_REMINDER', 'NEW_LESSONS',
        'NEW_COURSES'));
