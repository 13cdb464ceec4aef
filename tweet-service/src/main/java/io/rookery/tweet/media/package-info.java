/** Pictures and films of tweets, as media-service says. */
@NullMarked
package io.rookery.tweet.media;

import org.jspecify.annotations.NullMarked;
