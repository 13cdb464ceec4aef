package io.rookery.user.outbox;

/** An event that was not sent yet. */
record OutboxEntry(long outboxId, String topic, String key, String payload) {}
