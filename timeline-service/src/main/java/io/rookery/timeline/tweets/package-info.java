/** Whole tweets for the ids of a page: most are in memory, all that are not come in one call. */
@NullMarked
package io.rookery.timeline.tweets;

import org.jspecify.annotations.NullMarked;
