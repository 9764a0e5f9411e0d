-- What was removed from a course's outline, for as long as it can be brought back: the module's row, and
-- its lessons or the one lesson.
create table removed_outline (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    course_id uuid not null,
    kind text not null,
    title text not null,
    module jsonb not null,
    lessons jsonb not null,
    removed_at timestamptz not null,
    constraint removed_outline_pk primary key (tenant_id, id),
    constraint removed_outline_course_fk foreign key (tenant_id, course_id) references course (tenant_id, id) on delete cascade,
    constraint removed_outline_kind_ck check (kind in ('MODULE', 'LESSON')));
create index removed_outline_course_ix on removed_outline (tenant_id, course_id, removed_at desc);
create index removed_outline_removed_ix on removed_outline (tenant_id, removed_at);
call protect_school_table('removed_outline');

-- What learners have done in a lesson outlives it, until the lesson is gone for good.
alter table lesson_progress drop constraint lesson_progress_lesson_fk;
create index lesson_progress_lesson_ix on lesson_progress (tenant_id, lesson_id);
