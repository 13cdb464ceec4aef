create table blocks (
    block_id   bigint not null default next_id(),
    blocker_id bigint not null references users (user_id),
    blocked_id bigint not null references users (user_id),
    primary key (blocker_id, blocked_id),
    check (blocker_id <> blocked_id)
);

create index blocks_of_blocker on blocks (blocker_id, block_id) include (blocked_id);
create index blocks_of_blocked on blocks (blocked_id, block_id);

create table mutes (
    mute_id  bigint not null default next_id(),
    muter_id bigint not null references users (user_id),
    muted_id bigint not null references users (user_id),
    primary key (muter_id, muted_id),
    check (muter_id <> muted_id)
);

create index mutes_of_muter on mutes (muter_id, mute_id) include (muted_id);
create index mutes_of_muted on mutes (muted_id, mute_id);

-- A path, as media-service says it
alter table users add column avatar_url text;

-- An erased account is a bare id, kept only until what refers to it is gone
alter table users
    add column erased_at timestamptz,
    alter column handle drop not null,
    alter column email drop not null,
    alter column password_hash drop not null,
    alter column display_name drop not null,
    add constraint users_erased_or_whole check (
        case
            when erased_at is null then num_nulls(handle, email, password_hash, display_name) = 0
            else num_nonnulls(handle, email, password_hash, display_name, bio, location, website, avatar_url) = 0
        end);

-- Who asked to be erased, and what was erased when: all that stays. No reference to users, whose row goes.
create table erasures (
    user_id      bigint primary key,
    requested_at timestamptz not null default clock_timestamp(),
    users_at     timestamptz,
    tweets_at    timestamptz,
    media_at     timestamptz,
    timelines_at timestamptz,
    completed_at timestamptz generated always as (
        case
            when num_nulls(users_at, tweets_at, media_at, timelines_at) = 0
            then greatest(users_at, tweets_at, media_at, timelines_at)
        end) stored
);

create index erasures_unfinished on erasures (requested_at) where completed_at is null;
