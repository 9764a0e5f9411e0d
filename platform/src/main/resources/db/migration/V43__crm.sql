-- Learners in a school's CRM.

alter table connection drop constraint connection_kind_ck;
alter table connection add constraint connection_kind_ck check (kind in ('WEBHOOK', 'SMTP', 'INBOUND', 'CRM'));

-- Everybody once more, or for the first time.
create table crm_backfill (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    connection_id uuid not null,
    status text not null,
    total bigint not null,
    done bigint not null default 0,
    failed bigint not null default 0,
    last_enrolment uuid,
    last_error text not null default '',
    started_at timestamptz not null,
    finished_at timestamptz,
    constraint crm_backfill_pk primary key (tenant_id, id),
    constraint crm_backfill_status_ck check (status in ('RUNNING', 'DONE', 'CANCELLED')),
    constraint crm_backfill_connection_fk foreign key (tenant_id, connection_id)
        references connection (tenant_id, id) on delete cascade);
create unique index crm_backfill_running_ux on crm_backfill (tenant_id, connection_id) where status = 'RUNNING';
create index crm_backfill_started_ix on crm_backfill (tenant_id, connection_id, started_at desc);
call protect_school_table('crm_backfill');
