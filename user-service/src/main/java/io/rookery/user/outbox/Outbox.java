package io.rookery.user.outbox;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Where a use case leaves its events: they are sent if, and only if, its transaction commits. */
@Component
public class Outbox {

    private final OutboxRepository repository;
    private final OutboxRelay relay;

    Outbox(OutboxRepository repository, OutboxRelay relay) {
        this.repository = repository;
        this.relay = relay;
    }

    /**
     * Sends at least once. Events of one key are sent in the order of this call, if the transactions that make them take
     * turns.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(String topic, String key, String payload) {
        repository.append(topic, key, payload);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                relay.wake();
            }
        });
    }
}
