-- Plans are of no school and are never deleted; keys of schools' tables begin with the school.
alter table plan_subscription drop constraint plan_subscription_plan_fk;
alter table plan_payment drop constraint plan_payment_plan_fk;
