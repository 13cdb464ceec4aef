/** A tweet is posted or deleted: into and out of the timelines of its author's followers. */
@NullMarked
package io.rookery.fanout.delivery;

import org.jspecify.annotations.NullMarked;
