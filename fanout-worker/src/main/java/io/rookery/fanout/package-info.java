/** Delivers tweets into the home timelines of followers. */
@NullMarked
package io.rookery.fanout;

import org.jspecify.annotations.NullMarked;
