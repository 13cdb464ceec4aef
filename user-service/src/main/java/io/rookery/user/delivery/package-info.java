/** The graph as the timelines read it: pages of followers, and whether to push or to pull. */
@NullMarked
package io.rookery.user.delivery;

import org.jspecify.annotations.NullMarked;
