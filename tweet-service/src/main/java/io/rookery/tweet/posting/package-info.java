/** What a client sends to post a tweet. */
@NullMarked
package io.rookery.tweet.posting;

import org.jspecify.annotations.NullMarked;
