/** What other services tell of things by their ids, kept for a while. */
@NullMarked
package io.rookery.tweet.lookups;

import org.jspecify.annotations.NullMarked;
