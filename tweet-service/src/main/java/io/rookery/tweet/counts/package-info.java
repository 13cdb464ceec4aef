/** Tells how many reacted to a tweet, to those who keep it. */
@NullMarked
package io.rookery.tweet.counts;

import org.jspecify.annotations.NullMarked;
