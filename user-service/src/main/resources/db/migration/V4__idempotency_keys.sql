-- Replies to POSTs with an Idempotency-Key; status is null while the request is being done
create table idempotency_keys (
    scope        text primary key,
    claim_id     bigint not null,
    fingerprint  text not null,
    held_until   timestamptz not null,
    expires_at   timestamptz not null,
    status       smallint,
    content_type text,
    location     text,
    body         bytea
);

create index idempotency_keys_expiry on idempotency_keys (expires_at);
