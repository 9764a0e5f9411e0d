-- What was done to the order, names and parts of a course, the latest of each course, and what it needs to be undone.
create table outline_change (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    course_id uuid not null,
    -- Who did it; nobody where it is not known, or they were erased.
    person_id uuid,
    kind text not null,
    title text not null,
    place text not null,
    amount integer not null,
    -- Whatever it touched: a later change of the same things keeps it from being undone.
    things uuid[] not null,
    undo jsonb not null,
    changed_at timestamptz not null,
    undone_at timestamptz,
    constraint outline_change_pk primary key (tenant_id, id),
    constraint outline_change_course_fk foreign key (tenant_id, course_id)
        references course (tenant_id, id) on delete cascade,
    constraint outline_change_person_fk foreign key (tenant_id, person_id)
        references person (tenant_id, id) on delete set null (person_id));
create index outline_change_course_ix on outline_change (tenant_id, course_id, changed_at desc);
create index outline_change_person_ix on outline_change (tenant_id, person_id);
call protect_school_table('outline_change');
