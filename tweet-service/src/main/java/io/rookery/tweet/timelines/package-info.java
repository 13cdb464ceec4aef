/** What timeline-service is told at once, ahead of the events. */
@NullMarked
package io.rookery.tweet.timelines;

import org.jspecify.annotations.NullMarked;
