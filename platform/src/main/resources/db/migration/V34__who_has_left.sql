-- Whoever was erased may still hold a token for minutes; it must not bring them back. A digest of an account that is gone
-- leads to nobody.
alter table person_erasure add column subject_hash text not null default '';
create index person_erasure_subject_ix on person_erasure (tenant_id, subject_hash);
