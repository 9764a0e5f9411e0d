-- When somebody began to open the account of a guest who has paid, so that no two do.
alter table sales_order add column guest_claimed_at timestamptz;
