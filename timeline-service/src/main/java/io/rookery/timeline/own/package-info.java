/** What tweet-service tells of an author's tweet at once, ahead of its event. */
@NullMarked
package io.rookery.timeline.own;

import org.jspecify.annotations.NullMarked;
