-- How Stripe's messages and balance compare with the books of all schools.

create table reconciliation_run (
    id uuid not null,
    status text not null,
    since timestamptz not null,
    until_at timestamptz not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    transactions integer not null default 0,
    events integer not null default 0,
    repaired integer not null default 0,
    unexplained integer not null default 0,
    error text not null default '',
    constraint reconciliation_run_pk primary key (id),
    constraint reconciliation_run_status_ck check (status in ('RUNNING', 'DONE', 'FAILED')));
create index reconciliation_run_started_ix on reconciliation_run (started_at desc, id desc);
grant select, insert, update, delete on reconciliation_run to lyceum_app;

-- What belongs to no school is the platform's own, such as payouts.
create table reconciliation_sum (
    run_id uuid not null,
    id uuid not null,
    school_id uuid,
    currency text not null,
    transactions integer not null,
    stripe_minor bigint not null,
    ledger_minor bigint not null,
    constraint reconciliation_sum_pk primary key (id),
    constraint reconciliation_sum_run_fk foreign key (run_id) references reconciliation_run (id) on delete cascade,
    constraint reconciliation_sum_school_fk foreign key (school_id) references school (id) on delete cascade);
create index reconciliation_sum_run_ix on reconciliation_sum (run_id);
create index reconciliation_sum_school_ix on reconciliation_sum (school_id);
grant select, insert, update, delete on reconciliation_sum to lyceum_app;

create table reconciliation_finding (
    run_id uuid not null,
    id uuid not null,
    school_id uuid,
    kind text not null,
    stripe_id text not null,
    type text not null,
    order_id uuid,
    currency text,
    stripe_minor bigint,
    ledger_minor bigint,
    detail text not null default '',
    constraint reconciliation_finding_pk primary key (id),
    constraint reconciliation_finding_run_fk
        foreign key (run_id) references reconciliation_run (id) on delete cascade,
    constraint reconciliation_finding_school_fk foreign key (school_id) references school (id) on delete cascade,
    constraint reconciliation_finding_kind_ck
        check (kind in ('EVENT_MISSED', 'REPAIRED', 'UNEXPLAINED')));
create index reconciliation_finding_run_ix on reconciliation_finding (run_id, kind, id);
create index reconciliation_finding_school_ix on reconciliation_finding (school_id);
grant select, insert, update, delete on reconciliation_finding to lyceum_app;
