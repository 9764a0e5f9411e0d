-- People who leave for good. Their account is closed at once; what is known of them goes step by step.
alter table person add column leaving_at timestamptz;

-- What became of it; nothing in here says who it was once it is done.
create table person_erasure (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    person_id uuid not null,
    requested_by uuid not null,
    requested_at timestamptz not null,
    -- Plugins that have not yet erased what they keep elsewhere.
    providers text[] not null,
    attempts integer not null default 0,
    due_at timestamptz not null,
    leased_until timestamptz,
    last_error text not null default '',
    notes jsonb not null default '[]',
    done_at timestamptz,
    constraint person_erasure_pk primary key (tenant_id, id),
    constraint person_erasure_person_uq unique (tenant_id, person_id));
create index person_erasure_due_ix on person_erasure (tenant_id, due_at) where done_at is null;
create index person_erasure_requested_ix on person_erasure (tenant_id, requested_at desc, id);
call protect_school_table('person_erasure');
