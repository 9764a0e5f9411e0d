-- Erasing a school after its grace. What stays is its row in school without a person in it, and how
-- much was erased in which step, so that its address is not given to anybody by accident.

alter table school drop constraint school_status_ck;
alter table school add constraint school_status_ck check (
    status in ('ONBOARDING', 'ACTIVE', 'SUSPENDED', 'DELETING', 'ERASING', 'ERASED'));
alter table school add column erased_at timestamptz;
create index school_delete_after_ix on school (delete_after) where status in ('DELETING', 'ERASING');

create table erasure_step (
    school_id uuid not null,
    step text not null,
    position integer not null,
    status text not null,
    attempts integer not null default 0,
    error text,
    erased jsonb not null default '{}',
    started_at timestamptz,
    finished_at timestamptz,
    constraint erasure_step_pk primary key (school_id, step),
    constraint erasure_step_school_fk foreign key (school_id) references school (id),
    constraint erasure_step_status_ck check (status in ('WAITING', 'RUNNING', 'DONE', 'FAILED')));
grant select, insert, update on erasure_step to lyceum_app;
grant delete on school_seed to lyceum_app;
