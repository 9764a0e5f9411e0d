-- What other systems tell a school.

alter table connection drop constraint connection_kind_ck;
alter table connection add constraint connection_kind_ck check (kind in ('WEBHOOK', 'SMTP', 'INBOUND'));

create table inbound_message (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    connection_id uuid not null,
    -- What tells it apart for its sender: the same comes only once.
    event_id text not null,
    type text not null,
    -- As it came and was signed.
    body text not null,
    received_at timestamptz not null,
    status text not null,
    attempts integer not null default 0,
    outcome text not null default '',
    handled_at timestamptz,
    -- The address of somebody who has to join before it can be handled.
    waits_for text,
    constraint inbound_message_pk primary key (tenant_id, id),
    constraint inbound_message_event_uq unique (tenant_id, connection_id, event_id),
    constraint inbound_message_status_ck check (status in ('RECEIVED', 'HANDLED', 'IGNORED', 'WAITING', 'FAILED')),
    constraint inbound_message_connection_fk foreign key (tenant_id, connection_id)
        references connection (tenant_id, id) on delete cascade);
create index inbound_message_received_ix on inbound_message (tenant_id, connection_id, received_at desc, id desc);
create index inbound_message_waiting_ix on inbound_message (tenant_id, waits_for) where waits_for is not null;
create index inbound_message_old_ix on inbound_message (tenant_id, received_at);
call protect_school_table('inbound_message');
