-- When a draft goes live by itself; nothing once it is live, or where nobody has asked for it.
alter table course add column publish_at timestamptz;
create index course_publish_ix on course (tenant_id, publish_at) where publish_at is not null;
