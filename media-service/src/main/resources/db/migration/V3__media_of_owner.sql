-- For the erasure of an account
CREATE INDEX media_of_owner ON media (owner_id, media_id);
