-- The token that was exchanged for a family's newest, and when: who sends it once more at once lost a race or a reply
alter table refresh_families
    add previous_hash bytea,
    add rotated_at    timestamptz;

-- Sessions that ended while access tokens of theirs may still be good; sid is the first half of the family's hash
create table ended_sessions (
    sid      bytea primary key,
    ended_at timestamptz not null
);

-- What all services ask for each second comes from the index alone
create index ended_sessions_newest on ended_sessions (ended_at) include (sid);

-- One row for each login name, known or not, that somebody failed to log in with; a keyed hash, so that no address is here
create table sign_in_attempts (
    name_hash bytea primary key,
    failures  integer not null,
    last_at   timestamptz not null
);

create index sign_in_attempts_last on sign_in_attempts (last_at);
