/** How several things are done at once. */
@NullMarked
package io.rookery.tweet.threads;

import org.jspecify.annotations.NullMarked;
