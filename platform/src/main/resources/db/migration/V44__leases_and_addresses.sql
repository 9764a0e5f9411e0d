-- One node at a time writes everybody to a CRM; an enrolment that is in its way is left at last.
alter table crm_backfill add column lease_holder uuid;
alter table crm_backfill add column leased_until timestamptz;
alter table crm_backfill add column attempts integer not null default 0;

-- A message may wait for several people, and tells of people, by whose addresses it is found.
drop index inbound_message_waiting_ix;
alter table inbound_message alter column waits_for type text[]
    using case when waits_for is null then '{}' else array[waits_for] end;
update inbound_message set waits_for = '{}' where waits_for is null;
alter table inbound_message alter column waits_for set default '{}';
alter table inbound_message alter column waits_for set not null;
create index inbound_message_waiting_ix on inbound_message (tenant_id, received_at) where status = 'WAITING';
alter table inbound_message add column addresses text[] not null default '{}';

-- What a provider reports does not go away by a mail that the provider takes.
alter table mail_suppression drop constraint mail_suppression_reason_ck;
alter table mail_suppression add constraint mail_suppression_reason_ck
    check (reason in ('BOUNCED', 'REPORTED', 'COMPLAINED', 'ADDED'));
