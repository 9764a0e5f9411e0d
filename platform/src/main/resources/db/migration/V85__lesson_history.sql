-- What a lesson said after each change. Outlives a lesson that was removed, until it is gone for good.
create table lesson_version (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    course_id uuid not null,
    lesson_id uuid not null,
    -- That of the lesson after the change.
    number bigint not null,
    -- Who changed it; nobody where it is not known, or they were erased.
    person_id uuid,
    title text not null,
    markdown text not null,
    saved_at timestamptz not null,
    constraint lesson_version_pk primary key (tenant_id, id),
    constraint lesson_version_number_uq unique (tenant_id, lesson_id, number),
    constraint lesson_version_course_fk foreign key (tenant_id, course_id)
        references course (tenant_id, id) on delete cascade,
    constraint lesson_version_person_fk foreign key (tenant_id, person_id)
        references person (tenant_id, id) on delete set null (person_id));
create index lesson_version_course_ix on lesson_version (tenant_id, course_id);
create index lesson_version_person_ix on lesson_version (tenant_id, person_id);
call protect_school_table('lesson_version');

-- What somebody has typed in the editor of a lesson and not saved: one for each of those who write it.
create table lesson_draft (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    course_id uuid not null,
    lesson_id uuid not null,
    person_id uuid not null,
    -- That of the lesson when it was opened.
    base bigint not null,
    -- Grows with what is kept, so that two windows do not write over each other.
    revision bigint not null,
    title text not null,
    markdown text not null,
    minutes text not null,
    preview boolean not null,
    kept_at timestamptz not null,
    -- Thrown away, and brought back if that was a mistake; it goes with the next save.
    dropped_at timestamptz,
    constraint lesson_draft_pk primary key (tenant_id, id),
    constraint lesson_draft_person_uq unique (tenant_id, lesson_id, person_id),
    constraint lesson_draft_course_fk foreign key (tenant_id, course_id)
        references course (tenant_id, id) on delete cascade,
    constraint lesson_draft_person_fk foreign key (tenant_id, person_id)
        references person (tenant_id, id) on delete cascade);
create index lesson_draft_course_ix on lesson_draft (tenant_id, course_id);
create index lesson_draft_kept_ix on lesson_draft (tenant_id, person_id, kept_at desc);
call protect_school_table('lesson_draft');
