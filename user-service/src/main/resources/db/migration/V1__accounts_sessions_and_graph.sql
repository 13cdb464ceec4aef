-- Ids are time-ordered: 41 bits of milliseconds since 2010-11-04T01:42:54.657Z, then 22 bits of a sequence that all
-- instances share, so that none of them needs a node id.
create sequence id_sequence as bigint cycle;

create function next_id() returns bigint
    language sql volatile
    return ((floor(extract(epoch from clock_timestamp()) * 1000)::bigint - 1288834974657) << 22)
        | (nextval('id_sequence') & 4194303);

create table users (
    user_id       bigint primary key default next_id(),
    handle        text not null,
    email         text not null,
    password_hash text not null,
    display_name  text not null,
    bio           text,
    location      text,
    website       text,
    -- When a tweet was first left to the readers to pull; never unset, so that no pulled tweet is lost
    pulled_at     timestamptz
);

-- What decides who gets a handle or an address
create unique index users_handle_key on users (lower(handle));
create unique index users_email_key on users (lower(email));
create index users_pulled on users (user_id) where pulled_at is not null;

-- One row for each login, as long as its refresh tokens are in use
create table refresh_families (
    family_hash bytea primary key,
    token_hash  bytea not null,
    user_id     bigint not null references users (user_id) on delete cascade,
    expires_at  timestamptz not null
);

create index refresh_families_user on refresh_families (user_id);
create index refresh_families_expiry on refresh_families (expires_at);

create table follows (
    follow_id   bigint not null default next_id(),
    follower_id bigint not null references users (user_id),
    followee_id bigint not null references users (user_id),
    primary key (follower_id, followee_id),
    check (follower_id <> followee_id)
);

-- Both lists are read by keyset from the index alone
create index follows_of_followee on follows (followee_id, follow_id) include (follower_id);
create index follows_of_follower on follows (follower_id, follow_id) include (followee_id);

-- A count is the sum over its shards: followers of one celebrity do not wait for one row. A shard alone may be negative.
create table user_counts (
    user_id   bigint not null references users (user_id) on delete cascade,
    shard     smallint not null check (shard between 0 and 15),
    followers integer not null,
    following integer not null,
    primary key (user_id, shard)
) with (fillfactor = 70);

-- Not next_id(): a clock may step back, and this is the order in which a follower's events are sent
create table outbox (
    outbox_id  bigint generated always as identity primary key,
    topic      text not null,
    key        text not null,
    payload    text not null,
    created_at timestamptz not null default now()
);

-- Who sends now: one relay over all instances
create table outbox_lease (
    lease_id   smallint primary key default 1 check (lease_id = 1),
    owner      text not null,
    held_until timestamptz not null
);

insert into outbox_lease (owner, held_until) values ('', '-infinity');
