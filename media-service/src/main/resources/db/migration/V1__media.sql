CREATE SEQUENCE id_sequence;

-- A 64-bit id that is time-ordered and unique over all instances: milliseconds since 2010-11-04T01:42:54.657Z, then 22
-- bits of a sequence, which comes round only after four million ids
CREATE FUNCTION next_id() RETURNS bigint
    LANGUAGE sql VOLATILE
    RETURN ((floor(extract(EPOCH FROM clock_timestamp()) * 1000)::bigint - 1288834974657) << 22)
        | (nextval('id_sequence') & 4194303);

CREATE TABLE media (
    media_id  bigint PRIMARY KEY,
    owner_id  bigint NOT NULL,
    type      text   NOT NULL,
    file_size bigint NOT NULL CHECK (file_size > 0),
    alt_text  text   NOT NULL,
    state     text   NOT NULL CHECK (state IN ('AWAITING_UPLOAD', 'READY', 'FAILED', 'DELETED')),
    failure   text,
    CHECK ((failure IS NOT NULL) = (state = 'FAILED') OR state = 'DELETED')
);

-- For the sweep: few rows are not ready
CREATE INDEX media_to_sweep ON media (media_id) WHERE state <> 'READY';
