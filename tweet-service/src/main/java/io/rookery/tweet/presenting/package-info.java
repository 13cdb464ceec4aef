/** Tweets as one viewer sees them, for clients and for other services. */
@NullMarked
package io.rookery.tweet.presenting;

import org.jspecify.annotations.NullMarked;
