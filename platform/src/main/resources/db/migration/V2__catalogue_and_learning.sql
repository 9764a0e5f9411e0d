-- Courses, their search, enrolments, progress and certificates.

create table course_category (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    version bigint not null default 0,
    slug text not null,
    name text not null,
    position integer not null default 0,
    constraint course_category_pk primary key (tenant_id, id),
    constraint course_category_slug_uq unique (tenant_id, slug));
call protect_school_table('course_category');

create table course (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    version bigint not null default 0,
    slug text not null,
    title text not null,
    subtitle text not null default '',
    description text not null default '',
    language text not null,
    level text not null,
    category_id uuid,
    teacher_id uuid,
    teacher_name text not null default '',
    icon text not null default 'book',
    tags text not null default '',
    price_minor bigint not null default 0,
    currency text not null default 'EUR',
    licence text not null default '',
    attribution text not null default '',
    external_id text,
    status text not null,
    lesson_count integer not null default 0,
    minutes integer not null default 0,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    published_at timestamptz,
    tsv tsvector generated always as (
        setweight(to_tsvector('simple', title), 'A')
        || setweight(to_tsvector('simple', subtitle || ' ' || tags || ' ' || teacher_name), 'B')
        || setweight(to_tsvector('simple', left(description, 20000)), 'C')) stored,
    constraint course_pk primary key (tenant_id, id),
    constraint course_slug_uq unique (tenant_id, slug),
    constraint course_category_fk foreign key (tenant_id, category_id) references course_category (tenant_id, id),
    constraint course_level_ck check (level in ('BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'ALL')),
    constraint course_status_ck check (status in ('DRAFT', 'PUBLISHED', 'ARCHIVED')),
    constraint course_price_ck check (price_minor >= 0));
create index course_newest_ix on course (tenant_id, published_at desc, id) where status = 'PUBLISHED';
create index course_title_ix on course (tenant_id, lower(title), id) where status = 'PUBLISHED';
create index course_category_ix on course (tenant_id, category_id, published_at desc, id) where status = 'PUBLISHED';
create index course_manage_ix on course (tenant_id, updated_at desc, id);
create unique index course_external_uq on course (tenant_id, external_id) where external_id is not null;
create index course_tsv_ix on course using gin (tenant_id, tsv);
create index course_trigram_ix on course using gin (tenant_id, title gin_trgm_ops);
call protect_school_table('course');

create table course_module (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    version bigint not null default 0,
    course_id uuid not null,
    title text not null,
    position integer not null,
    constraint course_module_pk primary key (tenant_id, id),
    constraint course_module_course_fk foreign key (tenant_id, course_id) references course (tenant_id, id) on delete cascade);
create index course_module_course_ix on course_module (tenant_id, course_id, position);
call protect_school_table('course_module');

create table lesson (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    version bigint not null default 0,
    course_id uuid not null,
    module_id uuid not null,
    slug text not null,
    title text not null,
    markdown text not null default '',
    html text not null default '',
    minutes integer not null default 0,
    preview boolean not null default false,
    position integer not null,
    updated_at timestamptz not null,
    constraint lesson_pk primary key (tenant_id, id),
    constraint lesson_slug_uq unique (tenant_id, course_id, slug),
    constraint lesson_course_fk foreign key (tenant_id, course_id) references course (tenant_id, id) on delete cascade,
    constraint lesson_module_fk foreign key (tenant_id, module_id) references course_module (tenant_id, id) on delete cascade);
create index lesson_module_ix on lesson (tenant_id, module_id, position);
create index lesson_course_ix on lesson (tenant_id, course_id, position);
call protect_school_table('lesson');

-- A file that a course's lessons show: path inside the course -> stored file.
create table course_file (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    course_id uuid not null,
    path text not null,
    file_id uuid not null,
    constraint course_file_pk primary key (tenant_id, id),
    constraint course_file_path_uq unique (tenant_id, course_id, path),
    constraint course_file_course_fk foreign key (tenant_id, course_id) references course (tenant_id, id) on delete cascade,
    constraint course_file_file_fk foreign key (tenant_id, file_id) references stored_file (tenant_id, id));
create index course_file_file_ix on course_file (tenant_id, file_id);
call protect_school_table('course_file');

create table enrolment (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    version bigint not null default 0,
    person_id uuid not null,
    course_id uuid not null,
    status text not null,
    lessons_done integer not null default 0,
    percent integer not null default 0,
    last_lesson_id uuid,
    enrolled_at timestamptz not null,
    last_activity_at timestamptz not null,
    completed_at timestamptz,
    constraint enrolment_pk primary key (tenant_id, id),
    constraint enrolment_once_uq unique (tenant_id, person_id, course_id),
    constraint enrolment_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id) on delete cascade,
    constraint enrolment_course_fk foreign key (tenant_id, course_id) references course (tenant_id, id),
    constraint enrolment_status_ck check (status in ('ACTIVE', 'COMPLETED', 'CANCELLED')));
create index enrolment_person_ix on enrolment (tenant_id, person_id, last_activity_at desc);
create index enrolment_course_ix on enrolment (tenant_id, course_id, enrolled_at desc, id);
call protect_school_table('enrolment');

create table lesson_progress (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    enrolment_id uuid not null,
    lesson_id uuid not null,
    opened_at timestamptz not null,
    completed_at timestamptz,
    scroll_permille integer not null default 0,
    constraint lesson_progress_pk primary key (tenant_id, id),
    constraint lesson_progress_once_uq unique (tenant_id, enrolment_id, lesson_id),
    constraint lesson_progress_enrolment_fk foreign key (tenant_id, enrolment_id) references enrolment (tenant_id, id) on delete cascade,
    constraint lesson_progress_lesson_fk foreign key (tenant_id, lesson_id) references lesson (tenant_id, id) on delete cascade,
    constraint lesson_progress_scroll_ck check (scroll_permille between 0 and 1000));
call protect_school_table('lesson_progress');

create table certificate (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    version bigint not null default 0,
    code text not null,
    enrolment_id uuid not null,
    person_id uuid not null,
    course_id uuid not null,
    learner_name text not null,
    course_title text not null,
    teacher_name text not null default '',
    locale text not null,
    issued_at timestamptz not null,
    revoked_at timestamptz,
    revoked_reason text,
    constraint certificate_pk primary key (tenant_id, id),
    constraint certificate_code_uq unique (tenant_id, code),
    constraint certificate_enrolment_uq unique (tenant_id, enrolment_id));
create index certificate_person_ix on certificate (tenant_id, person_id, issued_at desc);
create index certificate_issued_ix on certificate (tenant_id, issued_at desc, id);
call protect_school_table('certificate');

-- ---------------------------------------------------------------- search
-- Text operators are not leakproof, so row level security keeps them from using the index. The
-- function runs as a role that may read four columns of courses and refuses any other tenant than
-- the bound one.

create role course_search nologin nosuperuser nobypassrls;
grant course_search to current_user with set true, inherit false;
grant usage, create on schema public to course_search;
grant execute on function current_tenant() to course_search;
grant select (tenant_id, id, title, tsv, status, published_at) on course to course_search;
create policy course_search_read on course for select to course_search using (true);

-- Best matches first. A very common word is ranked over its newest 2,000 matches only.
create function search_courses(t uuid, q text, lim integer, after_rank real, after_id uuid)
    returns table (id uuid, rank real)
    language plpgsql stable security definer rows 20
    set search_path = pg_catalog, public, pg_temp
    set plan_cache_mode = force_custom_plan
    as $$
    declare
        query tsquery := websearch_to_tsquery('simple', q);
        words text;
    begin
        if t is null or t is distinct from public.current_tenant() then
            raise insufficient_privilege using message = 'search is bound to the current school';
        end if;
        if numnode(query) = 0 then
            return;
        end if;
        -- The last word matches as a prefix, so that results appear while somebody types.
        words := query::text;
        if right(words, 1) = '''' and position('<->' in words) = 0 then
            query := (words || ':*')::tsquery;
        end if;
        return query
            select m.id, m.rank
            from (
                select c.id, ts_rank(c.tsv, query) as rank
                from (
                    select k.id, k.tsv
                    from public.course k
                    where k.tenant_id = t
                      and k.tsv @@ query
                      and k.status = 'PUBLISHED'
                    limit 2000) c) m
            where after_rank is null or (m.rank, m.id) < (after_rank, after_id)
            order by m.rank desc, m.id desc
            limit least(greatest(lim, 1), 100);
    end $$;
alter function search_courses(uuid, text, integer, real, uuid) owner to course_search;
revoke all on function search_courses(uuid, text, integer, real, uuid) from public;
grant execute on function search_courses(uuid, text, integer, real, uuid) to lyceum_app;

-- Courses whose title is close to what was typed: for the case that nothing matched.
create function search_courses_alike(t uuid, q text, lim integer)
    returns table (id uuid, rank real)
    language plpgsql stable security definer rows 20
    set search_path = pg_catalog, public, pg_temp
    set plan_cache_mode = force_custom_plan
    set pg_trgm.word_similarity_threshold = 0.45
    as $$
    begin
        if t is null or t is distinct from public.current_tenant() then
            raise insufficient_privilege using message = 'search is bound to the current school';
        end if;
        return query
            select c.id, word_similarity(q, c.title) as rank
            from public.course c
            where c.tenant_id = t
              and q <% c.title
              and c.status = 'PUBLISHED'
            order by 2 desc, 1 desc
            limit least(greatest(lim, 1), 100);
    end $$;
alter function search_courses_alike(uuid, text, integer) owner to course_search;
revoke all on function search_courses_alike(uuid, text, integer) from public;
grant execute on function search_courses_alike(uuid, text, integer) to lyceum_app;
revoke create on schema public from course_search;
