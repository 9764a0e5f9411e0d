-- Search that costs what the school is large, not what the installation is. An index on words that
-- all schools share reads the postings of all schools; here each word carries its school.

-- The words of a school's text, each behind the school's mark. The mark tells schools apart well enough
-- for an index; what it finds is compared with the school itself.
create function school_words(t uuid, words tsvector) returns tsvector
    language sql immutable strict parallel safe cost 1000
    as $$ select array_to_tsvector(array(
        select right(t::text, 12) || '/' || word from unnest(tsvector_to_array(words)) word)) $$;

create index course_words_ix on course using gin (school_words(tenant_id, tsv)) where status = 'PUBLISHED';
drop index course_tsv_ix;

create index course_title_alike_ix on course using gist (tenant_id, title gist_trgm_ops (siglen = 128))
    where status = 'PUBLISHED';
drop index course_trigram_ix;

-- Best matches among the newest 250 first. How common the words are is seen in the newest 200 courses:
-- of common ones (a seventh) the newest 250 matches are near at hand, rare ones are found by the index.
-- At a seventh both ways read about as many rows in a school of 13,000 courses.
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
        seen integer;
        hits integer;
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
            words := words || ':*';
            query := words::tsquery;
        end if;
        select count(*), count(*) filter (where s.tsv @@ query)
            into seen, hits
            from (
                select k.tsv
                from public.course k
                where k.tenant_id = t
                  and k.status = 'PUBLISHED'
                order by k.published_at desc, k.id
                limit 200) s;
        -- Nothing but exclusions is true of nearly every course, and no index finds it.
        if seen < 200 or hits >= 28 or querytree(query) = 'T' then
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
                        limit 250) c) m
                where after_rank is null or (m.rank, m.id) < (after_rank, after_id)
                order by m.rank desc, m.id desc
                limit least(greatest(lim, 1), 100);
            return;
        end if;
        -- The index knows no order of words; whether they stand together is seen in the course.
        words := regexp_replace(words, '<(-|\d+)>', '&', 'g');
        words := regexp_replace(
            words, '''((?:[^'']|'''')+)''', '''' || right(t::text, 12) || '/\1''', 'g');
        return query
            select m.id, m.rank
            from (
                select c.id, ts_rank(c.tsv, query) as rank
                from (
                    select f.id, f.tsv
                    from (
                        select k.tenant_id, k.id, k.tsv, k.published_at
                        from public.course k
                        where public.school_words(k.tenant_id, k.tsv) @@ words::tsquery
                          and k.status = 'PUBLISHED'
                        limit 5000) f
                    where f.tenant_id = t
                      and f.tsv @@ query
                    order by f.published_at desc, f.id
                    limit 250) c) m
            where after_rank is null or (m.rank, m.id) < (after_rank, after_id)
            order by m.rank desc, m.id desc
            limit least(greatest(lim, 1), 100);
    end $$;
reset role;
revoke create on schema public from course_search;
