-- Payments that a buyer's bank disputes, and what they do to the books.

create table sales_dispute (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    order_id uuid not null,
    dispute_id text not null,
    reason text not null,
    status text not null,
    currency text not null,
    amount_minor bigint not null,
    due_at timestamptz,
    opened_at timestamptz not null,
    closed_at timestamptz,
    constraint sales_dispute_pk primary key (tenant_id, id),
    constraint sales_dispute_uq unique (tenant_id, dispute_id),
    constraint sales_dispute_order_fk foreign key (tenant_id, order_id) references sales_order (tenant_id, id),
    constraint sales_dispute_status_ck
        check (status in ('INQUIRY', 'NEEDS_RESPONSE', 'UNDER_REVIEW', 'WON', 'LOST', 'CLOSED')),
    constraint sales_dispute_amount_ck check (amount_minor > 0));
create index sales_dispute_order_ix on sales_dispute (tenant_id, order_id, opened_at);
create index sales_dispute_opened_ix on sales_dispute (tenant_id, opened_at desc, id desc);
call protect_school_table('sales_dispute');

-- More values for two columns; those that are allowed already stay allowed.
do $$
declare
    allowed text;
begin
    select pg_get_constraintdef(oid) into allowed from pg_constraint
    where conrelid = cast('ledger_posting' as regclass) and conname = 'ledger_posting_kind_ck';
    alter table ledger_posting drop constraint ledger_posting_kind_ck;
    execute 'alter table ledger_posting add constraint ledger_posting_kind_ck '
        || replace(allowed, 'ARRAY[', 'ARRAY[''DISPUTE''::text, ''DISPUTE_WON''::text, ');

    select pg_get_constraintdef(oid) into allowed from pg_constraint
    where conrelid = cast('sales_order' as regclass) and conname = 'sales_order_status_ck';
    alter table sales_order drop constraint sales_order_status_ck;
    execute 'alter table sales_order add constraint sales_order_status_ck '
        || replace(allowed, 'ARRAY[', 'ARRAY[''CHARGED_BACK''::text, ');
end $$;
