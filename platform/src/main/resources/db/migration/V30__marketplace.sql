-- The marketplace: publishers and their keys, the way of a version from upload to school, what a plugin says
-- about itself, what schools think of it, and how a school follows new versions.

-- Cross-school: who makes plugins. People of the platform's own realm work for them.
create table publisher (
    id text not null,
    name text not null,
    email text not null,
    website text not null default '',
    locale text not null,
    state text not null,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    constraint publisher_pk primary key (id),
    constraint publisher_state_ck check (state in ('ACTIVE', 'SUSPENDED')));
grant select, insert, update on publisher to lyceum_app;

-- Cross-school: public halves of the keys that publishers sign with. A revoked one stays, to tell when.
create table publisher_key (
    publisher_id text not null,
    id uuid not null,
    name text not null,
    public_key text not null,
    added_at timestamptz not null,
    revoked_at timestamptz,
    constraint publisher_key_pk primary key (publisher_id, id),
    constraint publisher_key_one_uq unique (publisher_id, public_key),
    constraint publisher_key_publisher_fk foreign key (publisher_id) references publisher (id));
grant select, insert, update on publisher_key to lyceum_app;

-- Cross-school: who works for a publisher. The person is one of the platform's realm.
create table publisher_member (
    publisher_id text not null,
    person_id uuid not null,
    added_at timestamptz not null,
    constraint publisher_member_pk primary key (publisher_id, person_id),
    constraint publisher_member_publisher_fk foreign key (publisher_id) references publisher (id));
create index publisher_member_person_ix on publisher_member (person_id);
grant select, insert, delete on publisher_member to lyceum_app;

alter table plugin_version drop constraint plugin_version_state_ck;
alter table plugin_version
    add constraint plugin_version_state_ck check (state in ('DRAFT', 'SCANNED', 'IN_REVIEW', 'CHANGES_REQUESTED',
        'APPROVED', 'PUBLISHED', 'REJECTED', 'YANKED', 'REVOKED')),
    add column scan jsonb,
    add column changelog text not null default '',
    add column submitted_at timestamptz,
    add column published_at timestamptz;
update plugin_version set submitted_at = added_at;
update plugin_version set published_at = changed_at where state in ('PUBLISHED', 'YANKED', 'REVOKED');
create index plugin_version_review_ix on plugin_version (submitted_at) where state = 'IN_REVIEW';

-- Cross-school: what schools think of a plugin. Goes with the school.
create table plugin_rating (
    plugin_id text not null,
    school_id uuid not null,
    id uuid not null,
    stars integer not null,
    text text not null,
    version text not null,
    person_id uuid not null,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    hidden_at timestamptz,
    answer text not null default '',
    answered_at timestamptz,
    constraint plugin_rating_pk primary key (plugin_id, school_id),
    constraint plugin_rating_id_uq unique (id),
    constraint plugin_rating_school_fk foreign key (school_id) references school (id),
    constraint plugin_rating_stars_ck check (stars between 1 and 5));
create index plugin_rating_changed_ix on plugin_rating (plugin_id, changed_at desc);
grant select, insert, update, delete on plugin_rating to lyceum_app;

-- Cross-school: what a publisher says about a plugin, beside its descriptor.
create table plugin_listing (
    plugin_id text not null,
    about_en text not null,
    about_ru text not null,
    categories text[] not null,
    website text not null,
    support text not null,
    changed_at timestamptz not null,
    constraint plugin_listing_pk primary key (plugin_id));
grant select, insert, update on plugin_listing to lyceum_app;

-- Cross-school: icons and screenshots; their bytes lie among the platform's files.
create table plugin_picture (
    plugin_id text not null,
    id uuid not null,
    kind text not null,
    position integer not null,
    sha256 text not null,
    media_type text not null,
    size_bytes bigint not null,
    width integer not null,
    height integer not null,
    caption text not null,
    added_at timestamptz not null,
    constraint plugin_picture_pk primary key (plugin_id, id),
    constraint plugin_picture_id_uq unique (id),
    constraint plugin_picture_listing_fk foreign key (plugin_id) references plugin_listing (plugin_id),
    constraint plugin_picture_kind_ck check (kind in ('ICON', 'SCREENSHOT')));
grant select, insert, delete on plugin_picture to lyceum_app;
