/** Likes, retweets and bookmarks as clients make and list them. */
@NullMarked
package io.rookery.tweet.reactions;

import org.jspecify.annotations.NullMarked;
