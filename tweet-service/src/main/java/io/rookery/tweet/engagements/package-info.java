/** Who liked, retweeted, bookmarked, answered and quoted a tweet, and how many they are: changed in one step, never apart. */
@NullMarked
package io.rookery.tweet.engagements;

import org.jspecify.annotations.NullMarked;
