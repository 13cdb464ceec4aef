/** Posting, finding, listing and deleting tweets. */
@NullMarked
package io.rookery.tweet.tweets;

import org.jspecify.annotations.NullMarked;
