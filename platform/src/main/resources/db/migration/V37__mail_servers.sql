-- A school's own mail server is a connection; it has at most one.

alter table connection drop constraint connection_kind_ck;
alter table connection add constraint connection_kind_ck check (kind in ('WEBHOOK', 'SMTP'));
create unique index connection_smtp_ux on connection (tenant_id) where kind = 'SMTP';
