-- What ties a school to other systems, and what became of each attempt to tell them something.

create table connection (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    kind text not null,
    name text not null,
    state text not null,
    settings jsonb not null,
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    failing_since timestamptz,
    warned_at timestamptz,
    last_success_at timestamptz,
    last_failure_at timestamptz,
    last_error text not null default '',
    constraint connection_pk primary key (tenant_id, id),
    constraint connection_kind_ck check (kind in ('WEBHOOK')),
    constraint connection_state_ck check (state in ('ACTIVE', 'PAUSED', 'DISABLED')));
create index connection_kind_ix on connection (tenant_id, kind, created_at, id);
call protect_school_table('connection');

-- More than one of a purpose while one takes over from the other.
create table connection_secret (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    connection_id uuid not null,
    purpose text not null,
    sealed text not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    constraint connection_secret_pk primary key (tenant_id, id),
    constraint connection_secret_connection_fk foreign key (tenant_id, connection_id)
        references connection (tenant_id, id) on delete cascade);
create index connection_secret_connection_ix on connection_secret (tenant_id, connection_id, created_at);
call protect_school_table('connection_secret');

alter table outbox_delivery drop constraint outbox_delivery_status_ck;
alter table outbox_delivery add constraint outbox_delivery_status_ck
    check (status in ('PENDING', 'DONE', 'PARKED', 'CANCELLED'));
create index outbox_delivery_listener_ix on outbox_delivery (tenant_id, listener, due_at) where status = 'PENDING';
create index outbox_delivery_finished_ix on outbox_delivery (tenant_id, finished_at) where status <> 'PENDING';

create table delivery_attempt (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    delivery_id uuid not null,
    number integer not null,
    at timestamptz not null,
    millis integer not null,
    delivered boolean not null,
    status integer,
    error text not null,
    answer text not null,
    constraint delivery_attempt_pk primary key (tenant_id, id),
    constraint delivery_attempt_delivery_fk foreign key (tenant_id, delivery_id)
        references outbox_delivery (tenant_id, id) on delete cascade);
create index delivery_attempt_delivery_ix on delivery_attempt (tenant_id, delivery_id, at);
call protect_school_table('delivery_attempt');
