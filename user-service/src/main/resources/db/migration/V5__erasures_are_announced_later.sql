-- When the other stores were told, in the transaction of that event. Before this column they were told in the transaction of
-- the request, and an instance that still does so leaves the column to its default: both are not to be told again.
alter table erasures add announced_at timestamptz default now();

create index erasures_unannounced on erasures (requested_at) where announced_at is null;
