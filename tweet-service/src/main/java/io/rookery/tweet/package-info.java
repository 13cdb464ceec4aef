/** tweet-service: tweets by id and by author, and the events that tell of them. */
@NullMarked
package io.rookery.tweet;

import org.jspecify.annotations.NullMarked;
