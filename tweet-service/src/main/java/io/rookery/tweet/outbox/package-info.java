/** Events that are written together with what they tell of, and published from there: late at worst, never lost. */
@NullMarked
package io.rookery.tweet.outbox;

import org.jspecify.annotations.NullMarked;
