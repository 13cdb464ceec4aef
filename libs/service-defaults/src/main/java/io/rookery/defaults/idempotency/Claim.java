package io.rookery.defaults.idempotency;

/** What a key's use so far means for the next request with it. */
public sealed interface Claim {

    /**
     * The request is to be done.
     *
     * @param id of this use of the key, from the store; a service may give it to what the request makes, so that doing
     *     it again after a crash makes the same thing and not a second one
     * @param again true if an earlier request with the key died, so that some of it may be done already
     */
    record Granted(long id, boolean again) implements Claim {}

    /** Another request with the key is being done. */
    record InProgress() implements Claim {}

    /** The key was used for another body. */
    record Reused() implements Claim {}

    /** The request was done. */
    record Done(StoredReply reply) implements Claim {}
}
