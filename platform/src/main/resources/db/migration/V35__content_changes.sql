-- What changes in what pages show, so that every node can keep pages until their school changes. Rows are left by
-- triggers: no code that writes has to remember it.

-- Cross-school: nodes look for the rows of all schools at once. No school means any.
create table content_change (
    id bigint generated always as identity,
    tenant_id uuid,
    xid xid8 not null default pg_current_xact_id(),
    changed_at timestamptz not null default clock_timestamp(),
    constraint content_change_pk primary key (id));
create index content_change_xid_ix on content_change (xid);
create index content_change_at_ix on content_change (changed_at);
grant select, delete on content_change to lyceum_app;

-- One row for a school and transaction, however many statements it has.
create function note_content_change(school uuid) returns void
    language sql
    as $$
        insert into content_change (tenant_id)
        select school
        where not exists (
            select 1 from content_change
            where xid = pg_current_xact_id() and tenant_id is not distinct from school)
    $$;

create function school_content_changed() returns trigger
    language plpgsql security definer set search_path = public
    as $$ begin perform note_content_change(current_tenant()); return null; end $$;

create function school_itself_changed() returns trigger
    language plpgsql security definer set search_path = public
    as $$
    begin
        perform note_content_change(case tg_table_name
            when 'school' then (to_jsonb(coalesce(new, old)) ->> 'id')::uuid
            when 'school_host' then (to_jsonb(coalesce(new, old)) ->> 'school_id')::uuid
        end);
        return null;
    end $$;

revoke execute on function note_content_change(uuid), school_content_changed(), school_itself_changed() from public;

-- Called once per table that pages are made of.
create procedure follow_content(table_name text)
    language plpgsql
    as $$
    begin
        execute format(
            'create trigger %I after insert or update or delete on %I for each statement execute function school_content_changed()',
            table_name || '_content', table_name);
    end $$;
revoke execute on procedure follow_content(text) from public;

call follow_content('brand');
call follow_content('course_category');
call follow_content('course');
call follow_content('course_module');
call follow_content('lesson');
call follow_content('course_file');
call follow_content('activity');
call follow_content('school_plugin');
call follow_content('plugin_version');

create trigger school_content after insert or update or delete on school
    for each row execute function school_itself_changed();
create trigger school_host_content after insert or update or delete on school_host
    for each row execute function school_itself_changed();
