/** Makes the counts right again from the events of tweets, whatever died between a tweet and its counting. */
@NullMarked
package io.rookery.tweet.counting;

import org.jspecify.annotations.NullMarked;
