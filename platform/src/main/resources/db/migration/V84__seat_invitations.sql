-- Who was invited to take one of the seats that an order has paid for others. Each invitation has a code of its own,
-- which is good for one seat; the pack's code counts it as used as long as it is not withdrawn.
create table seat_invitation (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    order_id uuid not null,
    coupon_id uuid not null,
    -- Nothing once it is withdrawn, or its owner was erased.
    email text,
    language text not null,
    sent integer not null default 1,
    created_at timestamptz not null,
    withdrawn_at timestamptz,
    constraint seat_invitation_pk primary key (tenant_id, id),
    constraint seat_invitation_coupon_uq unique (tenant_id, coupon_id),
    constraint seat_invitation_order_fk foreign key (tenant_id, order_id) references sales_order (tenant_id, id),
    constraint seat_invitation_coupon_fk foreign key (tenant_id, coupon_id) references coupon (tenant_id, id),
    constraint seat_invitation_withdrawn_ck check (withdrawn_at is null or email is null),
    constraint seat_invitation_sent_ck check (sent > 0));
create unique index seat_invitation_open_uq on seat_invitation (tenant_id, order_id, lower(email))
    where withdrawn_at is null;
create index seat_invitation_order_ix on seat_invitation (tenant_id, order_id);
create index seat_invitation_address_ix on seat_invitation (tenant_id, lower(email)) where email is not null;
call protect_school_table('seat_invitation');

alter table mail_text drop constraint mail_text_kind_ck;
alter table mail_text add constraint mail_text_kind_ck check (
    kind in ('WELCOME', 'ENROLMENT', 'COMPLETION', 'RECEIPT', 'PAYMENT_DUE', 'SEAT', 'FIRST_COURSE',
        'FIRST_COURSE_AGAIN', 'UNFINISHED', 'UNFINISHED_AGAIN', 'CHECKOUT_LEFT', 'COMEBACK', 'LESSON_REMINDER',
        'NEW_LESSONS', 'NEW_COURSES'));
