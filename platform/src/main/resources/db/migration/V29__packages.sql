-- Content packages: what teachers upload into activities, the files in them, and the runs of learners.

alter table activity add column kind text not null default 'ACTIVITY';
alter table activity add constraint activity_kind_ck check (kind in ('ACTIVITY', 'PACKAGE'));

-- The activity has no foreign key here: when a course goes, the files have to be found and removed.
create table content_package (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    activity_id uuid not null,
    file_name text not null,
    title text not null,
    content jsonb not null,
    report jsonb not null,
    sha256 text not null,
    file_count integer not null,
    size_bytes bigint not null,
    uploaded_at timestamptz not null,
    confirmed_at timestamptz,
    retired_at timestamptz,
    constraint content_package_pk primary key (tenant_id, id));
create index content_package_activity_ix on content_package (tenant_id, activity_id);
create unique index content_package_current_uq on content_package (tenant_id, activity_id)
    where confirmed_at is not null and retired_at is null;
call protect_school_table('content_package');

-- All files of a package lie in one stored file, one behind the other.
create table content_package_file (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    package_id uuid not null,
    path text not null collate "C",
    sha256 text not null,
    first_byte bigint not null,
    size_bytes bigint not null,
    constraint content_package_file_pk primary key (tenant_id, id),
    constraint content_package_file_path_uq unique (tenant_id, package_id, path),
    constraint content_package_file_package_fk foreign key (tenant_id, package_id)
        references content_package (tenant_id, id) on delete cascade);
call protect_school_table('content_package_file');

-- Somebody has opened a package; whoever knows the token may run it for them until it expires.
create table package_launch (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    token_hash text not null,
    activity_id uuid not null,
    package_id uuid not null,
    person_id uuid not null,
    preview boolean not null,
    origin text not null,
    locale text not null,
    opened_at timestamptz not null,
    expires_at timestamptz not null,
    constraint package_launch_pk primary key (tenant_id, id),
    constraint package_launch_token_uq unique (tenant_id, token_hash),
    constraint package_launch_package_fk foreign key (tenant_id, package_id)
        references content_package (tenant_id, id) on delete cascade,
    constraint package_launch_person_fk foreign key (tenant_id, person_id)
        references person (tenant_id, id) on delete cascade);
create index package_launch_package_ix on package_launch (tenant_id, package_id);
create index package_launch_person_ix on package_launch (tenant_id, person_id);
create index package_launch_expires_ix on package_launch (tenant_id, expires_at);
call protect_school_table('package_launch');

-- One load of the page around a package: its id is the session of commits.
create table package_run (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    launch_id uuid not null,
    part text not null,
    begun_at timestamptz not null,
    last_number bigint not null default 0,
    last_answer jsonb,
    constraint package_run_pk primary key (tenant_id, id),
    constraint package_run_launch_fk foreign key (tenant_id, launch_id)
        references package_launch (tenant_id, id) on delete cascade);
create index package_run_launch_ix on package_run (tenant_id, launch_id);
call protect_school_table('package_run');
