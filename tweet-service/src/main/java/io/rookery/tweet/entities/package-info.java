/** Hashtags, mentions and links in a text. */
@NullMarked
package io.rookery.tweet.entities;

import org.jspecify.annotations.NullMarked;
