-- The ground: who the current tenant is, the cross-school tables, people, sessions, outbox.
--
-- Every school-owned table has tenant_id first in its primary key, unique constraints, foreign keys
-- and indexes, FORCE ROW LEVEL SECURITY and one policy with both USING and WITH CHECK. Cross-school
-- tables are few and are granted one by one; CrossSchoolTables in the tests lists them.

create function current_tenant() returns uuid
    language sql stable
    as $$ select nullif(current_setting('app.tenant_id', true), '')::uuid $$;

-- Transaction-local, never session-wide: safe behind a pooler in transaction mode.
create function bind_tenant(t uuid) returns void
    language plpgsql
    as $$ begin execute format('set local app.tenant_id = %L', t); end $$;

-- Called once per table by the migration that creates it.
create procedure protect_school_table(table_name text)
    language plpgsql
    as $$
    begin
        execute format('alter table %I enable row level security', table_name);
        execute format('alter table %I force row level security', table_name);
        execute format(
            'create policy %I on %I to lyceum_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())',
            table_name || '_tenant', table_name);
        execute format('grant select, insert, update, delete on %I to lyceum_app', table_name);
    end $$;

revoke execute on procedure protect_school_table(text) from public;
grant execute on function current_tenant() to lyceum_app;
grant execute on function bind_tenant(uuid) to lyceum_app;

-- ---------------------------------------------------------------- cross-school

create table identity_cell (
    id uuid not null,
    name text not null,
    base_url text not null,
    realm_limit integer not null default 300,
    constraint identity_cell_pk primary key (id),
    constraint identity_cell_name_uq unique (name));
grant select, insert, update on identity_cell to lyceum_app;

create table school (
    id uuid not null,
    slug text not null,
    name text not null,
    status text not null,
    locale text not null,
    time_zone text not null,
    owner_email text not null,
    identity_cell_id uuid,
    created_at timestamptz not null,
    activated_at timestamptz,
    suspended_at timestamptz,
    delete_after timestamptz,
    version bigint not null default 0,
    constraint school_pk primary key (id),
    constraint school_slug_uq unique (slug),
    constraint school_cell_fk foreign key (identity_cell_id) references identity_cell (id),
    constraint school_status_ck check (status in ('ONBOARDING', 'ACTIVE', 'SUSPENDED', 'DELETING')),
    constraint school_slug_ck check (slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'));
create index school_created_ix on school (created_at desc, id);
grant select, insert, update, delete on school to lyceum_app;

-- A host that leads to a school. The pending ones answer nothing but their verification file.
create table school_host (
    host text not null,
    school_id uuid not null,
    kind text not null,
    status text not null,
    token text,
    is_primary boolean not null default false,
    redirects boolean not null default false,
    created_at timestamptz not null,
    checked_at timestamptz,
    verified_at timestamptz,
    last_error text,
    constraint school_host_pk primary key (host),
    constraint school_host_school_fk foreign key (school_id) references school (id) on delete cascade,
    constraint school_host_kind_ck check (kind in ('SUBDOMAIN', 'CUSTOM')),
    constraint school_host_status_ck check (status in ('PENDING', 'VERIFIED')));
create index school_host_school_ix on school_host (school_id, host);
grant select, insert, update, delete on school_host to lyceum_app;

create table onboarding_step (
    school_id uuid not null,
    step text not null,
    position integer not null,
    status text not null,
    attempts integer not null default 0,
    error text,
    started_at timestamptz,
    finished_at timestamptz,
    constraint onboarding_step_pk primary key (school_id, step),
    constraint onboarding_step_school_fk foreign key (school_id) references school (id) on delete cascade,
    constraint onboarding_step_status_ck check (status in ('WAITING', 'RUNNING', 'DONE', 'FAILED')));
grant select, insert, update, delete on onboarding_step to lyceum_app;

-- What was asked for when a school was created; the onboarding steps read it.
create table school_seed (
    school_id uuid not null,
    owner_name text not null,
    tagline text not null,
    primary_colour text not null,
    secondary_colour text not null,
    typeface text not null,
    radius text not null,
    constraint school_seed_pk primary key (school_id),
    constraint school_seed_school_fk foreign key (school_id) references school (id) on delete cascade);
grant select, insert, update on school_seed to lyceum_app;

-- Which schools have work in the outbox. Rows are only added and removed, never updated, so that two
-- publishing transactions of one school do not wait for each other.
create table outbox_due (
    id uuid not null,
    tenant_id uuid not null,
    due_at timestamptz not null,
    constraint outbox_due_pk primary key (id));
create index outbox_due_at_ix on outbox_due (due_at);
grant select, insert, delete on outbox_due to lyceum_app;

-- One holder at a time for work that only one node may do.
create table node_lease (
    name text not null,
    holder text not null,
    until timestamptz not null,
    constraint node_lease_pk primary key (name));
grant select, insert, update, delete on node_lease to lyceum_app;

-- ---------------------------------------------------------------- tenancy

create table brand (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    version bigint not null default 0,
    name text not null,
    tagline text not null default '',
    primary_colour text not null,
    secondary_colour text not null,
    typeface text not null,
    radius text not null,
    logo_file_id uuid,
    updated_at timestamptz not null,
    constraint brand_pk primary key (tenant_id, id),
    constraint brand_one_per_school_uq unique (tenant_id));
call protect_school_table('brand');

-- What the identity provider told us about the school's realm; secrets are encrypted.
create table school_realm (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    realm text not null,
    issuer text not null,
    web_client_secret text not null,
    provisioner_secret text not null,
    constraint school_realm_pk primary key (tenant_id, id),
    constraint school_realm_one_per_school_uq unique (tenant_id));
call protect_school_table('school_realm');

create table stored_file (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    version bigint not null default 0,
    sha256 text not null,
    name text not null,
    media_type text not null,
    size_bytes bigint not null,
    public boolean not null default false,
    created_at timestamptz not null,
    created_by uuid,
    constraint stored_file_pk primary key (tenant_id, id));
create index stored_file_sha_ix on stored_file (tenant_id, sha256);
call protect_school_table('stored_file');

create table audit_entry (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    at timestamptz not null,
    actor_id uuid,
    action text not null,
    subject_kind text not null,
    subject_id text not null,
    detail jsonb not null default '{}',
    constraint audit_entry_pk primary key (tenant_id, id));
create index audit_entry_at_ix on audit_entry (tenant_id, at desc, id);
call protect_school_table('audit_entry');

create table idempotency_record (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    person_id uuid not null,
    idempotency_key text not null,
    request_hash text not null,
    status integer,
    media_type text,
    location text,
    body text,
    created_at timestamptz not null,
    constraint idempotency_record_pk primary key (tenant_id, id),
    constraint idempotency_record_key_uq unique (tenant_id, person_id, idempotency_key));
create index idempotency_record_created_ix on idempotency_record (tenant_id, created_at);
call protect_school_table('idempotency_record');

-- ---------------------------------------------------------------- identity

create table person (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    version bigint not null default 0,
    subject text not null,
    email text not null,
    name text not null,
    role text not null,
    locale text,
    active boolean not null default true,
    created_at timestamptz not null,
    last_seen_at timestamptz,
    constraint person_pk primary key (tenant_id, id),
    constraint person_subject_uq unique (tenant_id, subject),
    constraint person_role_ck check (role in ('OWNER', 'ADMIN', 'TEACHER', 'LEARNER', 'PLATFORM_ADMIN')));
create index person_email_ix on person (tenant_id, lower(email));
create index person_created_ix on person (tenant_id, created_at desc, id);
call protect_school_table('person');

create table invitation (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    version bigint not null default 0,
    email text not null,
    name text not null default '',
    role text not null,
    status text not null,
    subject text,
    invited_by uuid,
    created_at timestamptz not null,
    sent_at timestamptz,
    accepted_at timestamptz,
    constraint invitation_pk primary key (tenant_id, id),
    constraint invitation_status_ck check (status in ('PENDING', 'SENT', 'ACCEPTED', 'WITHDRAWN')));
create unique index invitation_open_uq on invitation (tenant_id, lower(email)) where status in ('PENDING', 'SENT');
create index invitation_created_ix on invitation (tenant_id, created_at desc, id);
call protect_school_table('invitation');

-- A sign-in that has begun and not come back yet; single use.
create table sign_in_flow (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    state_hash text not null,
    cookie_hash text not null,
    nonce text not null,
    pkce_verifier text not null,
    return_to text not null,
    host text not null,
    created_at timestamptz not null,
    constraint sign_in_flow_pk primary key (tenant_id, id),
    constraint sign_in_flow_state_uq unique (tenant_id, state_hash));
create index sign_in_flow_created_ix on sign_in_flow (tenant_id, created_at);
call protect_school_table('sign_in_flow');

create table session (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    token_hash text not null,
    person_id uuid not null,
    provider_session text,
    id_token text not null,
    refresh_token text not null,
    access_expires_at timestamptz not null,
    refreshing_until timestamptz,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    constraint session_pk primary key (tenant_id, id),
    constraint session_token_uq unique (tenant_id, token_hash),
    constraint session_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id) on delete cascade);
create index session_provider_ix on session (tenant_id, provider_session);
create index session_person_ix on session (tenant_id, person_id);
create index session_expires_ix on session (tenant_id, expires_at);
call protect_school_table('session');

-- ---------------------------------------------------------------- outbox

create table outbox_event (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    type text not null,
    type_version integer not null,
    payload jsonb not null,
    occurred_at timestamptz not null,
    constraint outbox_event_pk primary key (tenant_id, id));
create index outbox_event_occurred_ix on outbox_event (tenant_id, occurred_at, id);
call protect_school_table('outbox_event');

create table outbox_delivery (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    event_id uuid not null,
    listener text not null,
    status text not null,
    attempts integer not null default 0,
    due_at timestamptz not null,
    leased_until timestamptz,
    lease_holder text,
    last_error text,
    created_at timestamptz not null,
    finished_at timestamptz,
    constraint outbox_delivery_pk primary key (tenant_id, id),
    constraint outbox_delivery_once_uq unique (tenant_id, event_id, listener),
    constraint outbox_delivery_event_fk foreign key (tenant_id, event_id) references outbox_event (tenant_id, id) on delete cascade,
    constraint outbox_delivery_status_ck check (status in ('PENDING', 'DONE', 'PARKED')));
create index outbox_delivery_due_ix on outbox_delivery (tenant_id, due_at) where status = 'PENDING';
create index outbox_delivery_status_ix on outbox_delivery (tenant_id, status, created_at desc, id);
call protect_school_table('outbox_delivery');
