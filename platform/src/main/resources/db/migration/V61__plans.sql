-- What schools pay the platform for, and how much of it they may use.

-- A limit that is null is none; a fee that is null is the installation's.
create table plan (
    id uuid not null,
    version bigint not null default 0,
    position integer not null,
    name text not null,
    courses bigint,
    learners bigint,
    storage bigint,
    plugins bigint,
    calls bigint,
    fee_basis_points integer,
    price_minor bigint not null,
    currency text not null,
    -- Whether owners may choose it.
    offered boolean not null default true,
    -- Whether new schools are on it.
    usual boolean not null default false,
    constraint plan_pk primary key (id),
    constraint plan_limits_ck check (
        coalesce(courses, 0) >= 0 and coalesce(learners, 0) >= 0 and coalesce(storage, 0) >= 0
            and coalesce(plugins, 0) >= 0 and coalesce(calls, 0) >= 0),
    constraint plan_price_ck check (price_minor >= 0 and coalesce(fee_basis_points, 0) between 0 and 10000));
create unique index plan_usual_ux on plan (usual) where usual;
grant select, insert, update on plan to lyceum_app;

insert into plan
    (id, position, name, courses, learners, storage, plugins, calls, fee_basis_points, price_minor, currency, usual)
values
    ('00000000-0000-7000-8000-000000000061', 1, 'Free', 3, 100, 1073741824, 2, 10000, 1000, 0, 'EUR', false),
    ('00000000-0000-7000-8000-000000000062', 2, 'Pro', 100, 5000, 107374182400, 20, 1000000, 500, 4900, 'EUR', false),
    ('00000000-0000-7000-8000-000000000063', 3, 'Enterprise', null, null, null, null, null, null, 49900, 'EUR', true);

alter table school add column plan_id uuid not null default '00000000-0000-7000-8000-000000000063';
alter table school add constraint school_plan_fk foreign key (plan_id) references plan (id);
create index school_plan_ix on school (plan_id);

-- How often programs have called the API in a month.
create table api_usage (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    month date not null,
    calls bigint not null,
    constraint api_usage_pk primary key (tenant_id, id),
    constraint api_usage_month_uq unique (tenant_id, month),
    constraint api_usage_calls_ck check (calls >= 0));
call protect_school_table('api_usage');
