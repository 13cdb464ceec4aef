/** One read of a home timeline: skeleton, hydrate, filter, present. */
@NullMarked
package io.rookery.timeline.home;

import org.jspecify.annotations.NullMarked;
