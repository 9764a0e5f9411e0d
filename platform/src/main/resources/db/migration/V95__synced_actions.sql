-- What devices have done without a connection and sent later: each by the id that the device has made, so that what
-- is sent again does nothing. Kept for as long as a device may be away.
create table synced_action (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    person_id uuid not null,
    action_id uuid not null,
    kind text not null,
    -- What the device was answered.
    outcome jsonb not null,
    synced_at timestamptz not null,
    constraint synced_action_pk primary key (tenant_id, id),
    constraint synced_action_once_uq unique (tenant_id, person_id, action_id),
    constraint synced_action_person_fk foreign key (tenant_id, person_id)
        references person (tenant_id, id) on delete cascade);
create index synced_action_synced_ix on synced_action (tenant_id, synced_at);
call protect_school_table('synced_action');
