-- Lessons that a learner has marked to come back to.
create table lesson_bookmark (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    person_id uuid not null,
    course_id uuid not null,
    lesson_id uuid not null,
    created_at timestamptz not null,
    constraint lesson_bookmark_pk primary key (tenant_id, id),
    constraint lesson_bookmark_once_uq unique (tenant_id, person_id, lesson_id),
    constraint lesson_bookmark_course_fk foreign key (tenant_id, course_id)
        references course (tenant_id, id) on delete cascade,
    constraint lesson_bookmark_person_fk foreign key (tenant_id, person_id)
        references person (tenant_id, id) on delete cascade);
create index lesson_bookmark_course_ix on lesson_bookmark (tenant_id, course_id);
create index lesson_bookmark_lesson_ix on lesson_bookmark (tenant_id, lesson_id);
call protect_school_table('lesson_bookmark');
