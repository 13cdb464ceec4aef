/** What a page of a home timeline needs of tweets. */
@NullMarked
package io.rookery.tweet.home;

import org.jspecify.annotations.NullMarked;
