-- Imports of courses: the uploaded file, what was recognised, the fidelity report, and what was written.

create table course_import (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    version bigint not null default 0,
    kind text not null,
    status text not null,
    file_name text not null,
    file_sha256 text not null,
    file_size bigint not null,
    title text not null,
    plan jsonb,
    run integer not null default 0,
    next_row integer not null default 0,
    next_line integer not null default 0,
    attempts integer not null default 0,
    comes_in integer not null default 0,
    changed integer not null default 0,
    lost integer not null default 0,
    refused integer not null default 0,
    done bigint not null default 0,
    total bigint not null default 0,
    courses integer not null default 0,
    failure text,
    created_by uuid,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    finished_at timestamptz,
    constraint course_import_pk primary key (tenant_id, id),
    constraint course_import_kind_ck check (kind in ('UNKNOWN', 'CARPENTRIES', 'LYCEUM', 'CATALOGUE')),
    constraint course_import_status_ck check (
        status in ('READING', 'MAPPING', 'REVIEW', 'WRITING', 'DONE', 'FAILED', 'CANCELLED')));
create index course_import_created_ix on course_import (tenant_id, created_at desc, id);
create index course_import_file_ix on course_import (tenant_id, file_sha256);
call protect_school_table('course_import');

create table course_import_line (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    import_id uuid not null,
    number integer not null,
    severity text not null,
    code text not null,
    file text not null,
    line integer not null,
    arguments jsonb not null,
    constraint course_import_line_pk primary key (tenant_id, id),
    constraint course_import_line_number_uq unique (tenant_id, import_id, number),
    constraint course_import_line_import_fk foreign key (tenant_id, import_id)
        references course_import (tenant_id, id) on delete cascade,
    constraint course_import_line_severity_ck check (severity in ('COMES_IN', 'CHANGED', 'LOST', 'REFUSED')));
create index course_import_line_severity_ix on course_import_line (tenant_id, import_id, severity, number);
call protect_school_table('course_import_line');

-- Written with the course itself, so that a row of a table becomes a course once however often it is tried.
create table course_import_result (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    import_id uuid not null,
    number integer not null,
    course_id uuid not null,
    constraint course_import_result_pk primary key (tenant_id, id),
    constraint course_import_result_number_uq unique (tenant_id, import_id, number),
    constraint course_import_result_import_fk foreign key (tenant_id, import_id)
        references course_import (tenant_id, id) on delete cascade,
    constraint course_import_result_course_fk foreign key (tenant_id, course_id)
        references course (tenant_id, id) on delete cascade);
create index course_import_result_course_ix on course_import_result (tenant_id, course_id);
call protect_school_table('course_import_result');
