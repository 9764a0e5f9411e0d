-- Addresses that a school sends nothing to: they do not exist, or somebody called its mails spam.

create table mail_suppression (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    -- In lower case.
    address text not null,
    reason text not null,
    note text not null,
    created_at timestamptz not null,
    constraint mail_suppression_pk primary key (tenant_id, id),
    constraint mail_suppression_address_uq unique (tenant_id, address),
    constraint mail_suppression_reason_ck check (reason in ('BOUNCED', 'COMPLAINED', 'ADDED')));
create index mail_suppression_created_ix on mail_suppression (tenant_id, created_at desc, id desc);
call protect_school_table('mail_suppression');
