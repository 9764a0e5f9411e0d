-- What people are told beside what they have just done, and what they want to be told.

-- One thing that one person was told. Once for each kind and what it is about, whoever tries again.
create table notification (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    person_id uuid not null,
    kind text not null,
    about text not null,
    facts jsonb not null,
    -- Whether it stands among the person's notifications; otherwise it went by mail or push alone.
    on_site boolean not null,
    created_at timestamptz not null,
    read_at timestamptz,
    mailed_at timestamptz,
    pushed_at timestamptz,
    constraint notification_pk primary key (tenant_id, id),
    constraint notification_once_uq unique (tenant_id, person_id, kind, about),
    constraint notification_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id) on delete cascade);
create index notification_person_ix on notification (tenant_id, person_id, created_at desc, id desc) where on_site;
create index notification_unread_ix on notification (tenant_id, person_id) where on_site and read_at is null;
create index notification_created_ix on notification (tenant_id, created_at);
call protect_school_table('notification');

-- Only of people who have chosen something.
create table notification_preference (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    person_id uuid not null,
    -- 'TOPIC:CHANNEL'
    refused text[] not null,
    -- Empty for the school's.
    time_zone text not null,
    -- Minutes after midnight; devices are left alone from the one to the other.
    quiet_from smallint,
    quiet_until smallint,
    -- Bits of the days on which the person wants to learn, Monday first, and when.
    study_days smallint not null,
    study_at smallint not null,
    next_study_at timestamptz,
    version integer not null default 1,
    constraint notification_preference_pk primary key (tenant_id, id),
    constraint notification_preference_person_uq unique (tenant_id, person_id),
    constraint notification_preference_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id) on delete cascade);
create index notification_preference_study_ix on notification_preference (tenant_id, next_study_at) where next_study_at is not null;
call protect_school_table('notification_preference');

-- How the school has switched one step of what is told by itself; without a row it is as usual.
create table sequence_step (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    kind text not null,
    enabled boolean not null,
    delay_minutes integer not null,
    -- Up to where people have been told: what happened at this moment, to whom.
    reached_at timestamptz not null,
    reached_id uuid not null,
    version integer not null default 1,
    constraint sequence_step_pk primary key (tenant_id, id),
    constraint sequence_step_kind_uq unique (tenant_id, kind));
call protect_school_table('sequence_step');

alter table mail_text drop constraint mail_text_kind_ck;
alter table mail_text add constraint mail_text_kind_ck check (
    kind in ('WELCOME', 'ENROLMENT', 'COMPLETION', 'FIRST_COURSE', 'FIRST_COURSE_AGAIN', 'UNFINISHED',
        'UNFINISHED_AGAIN', 'COMEBACK', 'LESSON_REMINDER', 'NEW_LESSONS', 'NEW_COURSES'));

-- Nothing for lessons from before: they are not new.
alter table lesson add column created_at timestamptz;
alter table lesson alter column created_at set default now();
create index lesson_created_ix on lesson (tenant_id, created_at) where created_at is not null;

create index enrolment_idle_ix on enrolment (tenant_id, last_activity_at, id) where status = 'ACTIVE';
create index person_seen_ix on person (tenant_id, last_seen_at, id) where active and role = 'LEARNER';
