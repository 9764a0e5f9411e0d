-- Plugins: which versions there are, which school uses which with what rights, what they keep, and the
-- activities in lessons that they make.

-- Cross-school: the versions of all plugins, as the platform knows them.
create table plugin_version (
    plugin_id text not null,
    version text not null,
    state text not null,
    runtime text not null,
    publisher text not null,
    signed_by text not null,
    descriptor text not null,
    sha256 text not null,
    size_bytes bigint not null,
    added_at timestamptz not null,
    changed_at timestamptz not null,
    reason text not null default '',
    constraint plugin_version_pk primary key (plugin_id, version),
    constraint plugin_version_state_ck check (state in ('IN_REVIEW', 'PUBLISHED', 'REJECTED', 'YANKED', 'REVOKED')),
    constraint plugin_version_runtime_ck check (runtime in ('IN_PROCESS', 'WORKER')),
    constraint plugin_version_signed_ck check (signed_by in ('PLATFORM', 'PUBLISHER', 'NOBODY')));
create index plugin_version_added_ix on plugin_version (plugin_id, added_at desc);
grant select, insert, update on plugin_version to lyceum_app;

create table school_plugin (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    plugin_id text not null,
    version text not null,
    previous_version text,
    state text not null,
    scopes text[] not null,
    hosts text[] not null,
    settings jsonb not null default '{}',
    secrets jsonb not null default '{}',
    last_error text not null default '',
    last_error_at timestamptz,
    changed_at timestamptz not null,
    constraint school_plugin_pk primary key (tenant_id, id),
    constraint school_plugin_one_uq unique (tenant_id, plugin_id),
    constraint school_plugin_version_fk foreign key (plugin_id, version) references plugin_version (plugin_id, version),
    constraint school_plugin_state_ck check (state in ('ENABLED', 'DISABLED', 'QUARANTINED')));
call protect_school_table('school_plugin');

-- What plugins keep. The owner is what the storage's scope says: an activity, a person, both, or none.
create table plugin_entry (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    plugin_id text not null,
    storage text not null,
    activity_id uuid,
    person_id uuid,
    key text not null collate "C",
    value jsonb not null,
    size_bytes integer not null,
    version bigint not null,
    updated_at timestamptz not null,
    constraint plugin_entry_pk primary key (tenant_id, id),
    constraint plugin_entry_one_uq unique nulls not distinct (tenant_id, plugin_id, storage, activity_id, person_id, key));
create index plugin_entry_person_ix on plugin_entry (tenant_id, person_id) where person_id is not null;
call protect_school_table('plugin_entry');

create table activity (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    course_id uuid not null,
    lesson_id uuid not null,
    plugin_id text not null,
    type text not null,
    title text not null,
    content jsonb not null default '{}',
    position integer not null,
    version bigint not null default 1,
    removed_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint activity_pk primary key (tenant_id, id),
    constraint activity_course_fk foreign key (tenant_id, course_id) references course (tenant_id, id) on delete cascade);
create index activity_lesson_ix on activity (tenant_id, lesson_id, position);
create index activity_course_ix on activity (tenant_id, course_id);
call protect_school_table('activity');

create table activity_result (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    activity_id uuid not null,
    person_id uuid not null,
    score real,
    completed_at timestamptz,
    updated_at timestamptz not null,
    constraint activity_result_pk primary key (tenant_id, id),
    constraint activity_result_one_uq unique (tenant_id, activity_id, person_id),
    constraint activity_result_activity_fk foreign key (tenant_id, activity_id) references activity (tenant_id, id) on delete cascade,
    constraint activity_result_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
    constraint activity_result_score_ck check (score >= 0 and score <= 1));
create index activity_result_person_ix on activity_result (tenant_id, person_id);
call protect_school_table('activity_result');
