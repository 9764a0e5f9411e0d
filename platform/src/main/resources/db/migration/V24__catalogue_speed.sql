-- What the catalogue and the search need to stay quick in a school of many courses.

-- The languages that courses are taught in are read from one to the next.
create index course_language_ix on course (tenant_id, language) where status = 'PUBLISHED';

-- Ranking reads the search vector of every match. Out of line each costs half a dozen pages more than
-- the row itself; in the row it costs none. Rows are moved when they are written next.
alter table course alter column tsv set storage main;
alter table course set (toast_tuple_target = 4080);

-- Best matches among the newest 500 first: newest by the index of the catalogue where a word is common,
-- by the search vector where it is rare.
grant create on schema public to course_search;
set local role course_search;
create or replace function search_courses(t uuid, q text, lim integer, after_rank real, after_id uuid)
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
                    order by k.published_at desc, k.id
                    limit 500) c) m
            where after_rank is null or (m.rank, m.id) < (after_rank, after_id)
            order by m.rank desc, m.id desc
            limit least(greatest(lim, 1), 100);
    end $$;
reset role;
revoke create on schema public from course_search;
