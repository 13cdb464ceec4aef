/** What was answered to a tweet, what it answers, and who quoted it. */
@NullMarked
package io.rookery.tweet.conversations;

import org.jspecify.annotations.NullMarked;
