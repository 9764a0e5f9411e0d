-- Whoever has paid after all has their place again, even if somebody else has it meanwhile: what is sold may be more than
-- there are places, and nobody else gets one until it is less.
alter table offer drop constraint offer_places_ck;
alter table offer add constraint offer_places_ck check (places > 0 and sold >= 0);

-- From when on it does not hold any more.
alter table coupon add column archived_at timestamptz;
