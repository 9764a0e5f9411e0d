-- What learners hand in. One row for each attempt; a draft until it is handed in, and again when it was taken back.
create table submission (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    course_id uuid not null,
    activity_id uuid not null,
    person_id uuid not null,
    attempt integer not null,
    status text not null,
    text text not null default '',
    submitted_at timestamptz,
    days_late integer not null default 0,
    -- What it was worth, before anything is taken off for being late. Learners see it once it is returned.
    points numeric(9, 2),
    most numeric(9, 2),
    penalty integer not null default 0,
    -- Which level of each criterion, with its name and points as they were then.
    marks jsonb not null default '[]',
    feedback text not null default '',
    -- Whether one more attempt is given beside those of the assignment.
    again boolean not null default false,
    graded_by uuid,
    returned_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version bigint not null default 1,
    constraint submission_pk primary key (tenant_id, id),
    constraint submission_attempt_uq unique (tenant_id, activity_id, person_id, attempt),
    constraint submission_activity_fk foreign key (tenant_id, activity_id)
        references activity (tenant_id, id) on delete cascade,
    constraint submission_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id),
    constraint submission_grader_fk foreign key (tenant_id, graded_by)
        references person (tenant_id, id) on delete set null (graded_by),
    constraint submission_status_ck check (status in ('DRAFT', 'SUBMITTED', 'RETURNED')),
    constraint submission_submitted_ck check ((status = 'DRAFT') = (submitted_at is null)),
    constraint submission_returned_ck check ((status = 'RETURNED') = (returned_at is not null)),
    constraint submission_points_ck check (points >= 0 and most > 0 and points <= most),
    constraint submission_graded_ck check (status <> 'RETURNED' or points is not null and most is not null),
    constraint submission_penalty_ck check (penalty between 0 and 100),
    constraint submission_attempt_ck check (attempt > 0));
create index submission_queue_ix on submission (tenant_id, submitted_at, id) where status = 'SUBMITTED';
create index submission_course_ix on submission (tenant_id, course_id, status, submitted_at);
create index submission_returned_ix on submission (tenant_id, returned_at desc, id desc) where status = 'RETURNED';
create index submission_person_ix on submission (tenant_id, person_id);
create index submission_grader_ix on submission (tenant_id, graded_by) where graded_by is not null;
call protect_school_table('submission');

-- A file that is handed in. It arrives in chunks; once all are there it lies in the file store, behind a head of its
-- own id: so no two share their bytes, and those of one can go without asking for the others.
create table submission_file (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    -- Nothing once its submission is gone; then the file goes as well.
    submission_id uuid,
    name text not null,
    size_bytes bigint not null,
    received bigint not null default 0,
    -- When the learner's device says that it was changed: another one of the same name and size is another file.
    modified bigint,
    -- Until when somebody moves its chunks into the file store.
    finishing_until timestamptz,
    media_type text,
    sha256 text,
    created_at timestamptz not null,
    removed_at timestamptz,
    constraint submission_file_pk primary key (tenant_id, id),
    constraint submission_file_submission_fk foreign key (tenant_id, submission_id)
        references submission (tenant_id, id) on delete set null (submission_id),
    constraint submission_file_size_ck check (size_bytes > 0),
    constraint submission_file_received_ck check (received between 0 and size_bytes),
    constraint submission_file_whole_ck check (sha256 is null or media_type is not null and received = size_bytes));
create index submission_file_submission_ix on submission_file (tenant_id, submission_id, created_at);
create index submission_file_loose_ix on submission_file (tenant_id, created_at)
    where submission_id is null or removed_at is not null or sha256 is null;
call protect_school_table('submission_file');

create table submission_chunk (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    file_id uuid not null,
    first_byte bigint not null,
    content bytea not null,
    constraint submission_chunk_pk primary key (tenant_id, id),
    constraint submission_chunk_byte_uq unique (tenant_id, file_id, first_byte),
    constraint submission_chunk_file_fk foreign key (tenant_id, file_id)
        references submission_file (tenant_id, id) on delete cascade);
call protect_school_table('submission_chunk');

alter table mail_text drop constraint mail_text_kind_ck;
alter table mail_text add constraint mail_text_kind_ck check (
    kind in ('WELCOME', 'ENROLMENT', 'COMPLETION', 'RECEIPT', 'PAYMENT_DUE', 'SEAT', 'RETURNED', 'FIRST_COURSE',
        'FIRST_COURSE_AGAIN', 'UNFINISHED', 'UNFINISHED_AGAIN', 'CHECKOUT_LEFT', 'COMEBACK', 'LESSON_REMINDER',
        'NEW_LESSONS', 'NEW_COURSES'));
