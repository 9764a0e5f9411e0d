-- Words of a school's own in the mails that it sends.

create table mail_text (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    kind text not null,
    language text not null,
    subject text not null,
    body text not null,
    version integer not null default 1,
    updated_at timestamptz not null,
    constraint mail_text_pk primary key (tenant_id, id),
    constraint mail_text_kind_ck check (kind in ('WELCOME', 'ENROLMENT', 'COMPLETION')),
    constraint mail_text_kind_ux unique (tenant_id, kind, language));
call protect_school_table('mail_text');
