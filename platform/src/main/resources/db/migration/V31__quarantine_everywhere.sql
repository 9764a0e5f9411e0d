-- Cross-school: at which schools a version was put into quarantine. At several of them it is the version's fault.
create table plugin_quarantine (
    plugin_id text not null,
    version text not null,
    school_id uuid not null,
    at timestamptz not null,
    constraint plugin_quarantine_pk primary key (plugin_id, version, school_id),
    constraint plugin_quarantine_version_fk foreign key (plugin_id, version)
        references plugin_version (plugin_id, version),
    constraint plugin_quarantine_school_fk foreign key (school_id) references school (id));
grant select, insert, update, delete on plugin_quarantine to lyceum_app;
