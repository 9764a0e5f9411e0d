-- AI credits that are sold alone, or come with what is sold.

alter table product drop constraint product_scope_ck;
alter table product add column credits integer;
alter table product add column unlimited_credits boolean not null default false;
alter table product add constraint product_scope_ck check (scope in ('COURSES', 'SCHOOL', 'CREDITS'));
alter table product add constraint product_credits_ck check (credits > 0);
alter table product add constraint product_credits_alone_ck
    check (scope <> 'CREDITS' or credits is not null or unlimited_credits);

-- How many an order has brought, or brings when it is paid.
create table credit_sale (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    order_id uuid not null,
    -- As in the order: of which it is a payment.
    subscription_id uuid,
    -- Nothing while it is a change within a period that is not settled yet.
    credits bigint,
    -- Whether it is for a whole period of the subscription, not for a change within one.
    period boolean not null,
    created_at timestamptz not null,
    constraint credit_sale_pk primary key (tenant_id, id),
    constraint credit_sale_order_uq unique (tenant_id, order_id),
    constraint credit_sale_order_fk foreign key (tenant_id, order_id) references sales_order (tenant_id, id),
    constraint credit_sale_credits_ck check (credits >= 0));
create index credit_sale_subscription_ix on credit_sale (tenant_id, subscription_id, id)
    where subscription_id is not null;
call protect_school_table('credit_sale');
