-- When fan-out took over to tell the followers' timelines that this author's tweets are pulled; null: not yet
alter table users add column pull_marked_at timestamptz;
