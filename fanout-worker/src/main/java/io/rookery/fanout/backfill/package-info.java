/** A follow begins or ends: the followee's newest tweets into and out of the follower's timeline. */
@NullMarked
package io.rookery.fanout.backfill;

import org.jspecify.annotations.NullMarked;
