-- Devices on which people are told, and the key by which push services know a school.

create table push_key (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    -- X.509 and PKCS 8 in base64; the private one is encrypted.
    public_key text not null,
    private_key text not null,
    created_at timestamptz not null,
    constraint push_key_pk primary key (tenant_id, id),
    constraint push_key_one_per_school_uq unique (tenant_id));
call protect_school_table('push_key');

create table push_device (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    person_id uuid not null,
    -- What the browser calls itself.
    name text not null,
    endpoint text not null,
    -- The browser's key in base64 for addresses; its secret is encrypted.
    p256dh text not null,
    auth text not null,
    created_at timestamptz not null,
    reached_at timestamptz,
    failing_since timestamptz,
    constraint push_device_pk primary key (tenant_id, id),
    constraint push_device_endpoint_uq unique (tenant_id, endpoint),
    constraint push_device_person_fk foreign key (tenant_id, person_id) references person (tenant_id, id) on delete cascade);
create index push_device_person_ix on push_device (tenant_id, person_id, created_at);
call protect_school_table('push_device');
