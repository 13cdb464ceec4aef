/** Who wrote a tweet, as user-service says. */
@NullMarked
package io.rookery.tweet.authors;

import org.jspecify.annotations.NullMarked;
