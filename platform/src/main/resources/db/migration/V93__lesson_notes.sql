-- What a learner has written to a lesson for themselves. Outlives a lesson that was removed, until it is gone for
-- good, as progress does; so it does not refer to the lesson's row.
create table lesson_note (
    tenant_id uuid not null default current_tenant(),
    -- May be made by the device on which the note was written, so that it is never written twice.
    id uuid not null,
    version bigint not null default 0,
    person_id uuid not null,
    course_id uuid not null,
    lesson_id uuid not null,
    text text not null,
    -- The heading under which it was written; may be empty.
    heading text not null,
    -- The passage that it is about, with what stands before it, so that it is found again; may be empty.
    quote text not null,
    before text not null,
    -- Where that was in the text.
    permille integer not null,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    -- Taken away, and brought back if that was a mistake; gone a day later.
    removed_at timestamptz,
    constraint lesson_note_pk primary key (tenant_id, id),
    constraint lesson_note_course_fk foreign key (tenant_id, course_id)
        references course (tenant_id, id) on delete cascade,
    constraint lesson_note_person_fk foreign key (tenant_id, person_id)
        references person (tenant_id, id) on delete cascade,
    constraint lesson_note_length_ck check (length(text) <= 20000),
    constraint lesson_note_permille_ck check (permille between 0 and 1000));
create index lesson_note_course_ix on lesson_note (tenant_id, course_id);
create index lesson_note_own_ix on lesson_note (tenant_id, person_id, course_id, lesson_id);
create index lesson_note_lesson_ix on lesson_note (tenant_id, lesson_id);
create index lesson_note_removed_ix on lesson_note (tenant_id, removed_at) where removed_at is not null;
call protect_school_table('lesson_note');
