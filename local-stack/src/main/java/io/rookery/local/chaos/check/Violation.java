package io.rookery.local.chaos.check;

import java.util.List;

/**
 * What the API showed or did against a rule.
 *
 * @param about words whose lines in the history tell how it came about
 */
public record Violation(Rule rule, long at, String what, List<String> about) {

    /** What must hold, whatever breaks. */
    public enum Rule {
        DOCUMENTED("every reply is one that is documented, and well formed"),
        ANSWERED("every change gets a definite answer in the end"),
        AVAILABLE("nothing fails for longer than a component it needs, and a margin"),
        KNOWN("nothing is shown that nobody posted, and nothing twice under two ids"),
        ORDERED("every list is strictly by id, newest first, also over pages"),
        HIDDEN("nothing deleted, unfollowed, muted or blocked is shown"),
        OWN("one's own tweet is in one's timeline at the first read after the 201"),
        LISTED("what was acknowledged is in its author's list, and can be read"),
        STAYS("what a reader has seen does not vanish from the timeline"),
        DELIVERED("in the end every timeline has everything that belongs into it"),
        COUNTED("in the end follows, likes and retweets are what was acknowledged");

        private final String sentence;

        Rule(String sentence) {
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }
}
