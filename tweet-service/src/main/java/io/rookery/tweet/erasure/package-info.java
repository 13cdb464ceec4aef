/** An account is erased: all its tweets, likes, bookmarks and retweets. */
@NullMarked
package io.rookery.tweet.erasure;

import org.jspecify.annotations.NullMarked;
