-- Which versions of a plugin a school follows by itself.
alter table school_plugin add column channel text not null default 'PINNED';
alter table school_plugin add constraint school_plugin_channel_ck
    check (channel in ('PINNED', 'STABLE', 'PREVIEW'));

-- Cross-school: which nodes have loaded a version that is about to be used. All of them have, before any school changes.
create table plugin_ready (
    plugin_id text not null,
    version text not null,
    node text not null,
    asked_at timestamptz not null,
    ready_at timestamptz,
    error text not null default '',
    constraint plugin_ready_pk primary key (plugin_id, version, node),
    constraint plugin_ready_version_fk foreign key (plugin_id, version)
        references plugin_version (plugin_id, version) on delete cascade);
create index plugin_ready_node_ix on plugin_ready (node, asked_at) where ready_at is null;
grant select, insert, update, delete on plugin_ready to lyceum_app;
