-- What was answered to a POST with an Idempotency-Key; no status while it is being done
CREATE TABLE idempotency_keys (
    scope        text PRIMARY KEY,
    claim_id     bigint      NOT NULL,
    fingerprint  text        NOT NULL,
    held_until   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    status       smallint,
    content_type text,
    location     text,
    body         bytea
);

-- For the sweep
CREATE INDEX idempotency_keys_expiry ON idempotency_keys (expires_at);
