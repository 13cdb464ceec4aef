/** Serves home timelines. */
@NullMarked
package io.rookery.timeline;

import org.jspecify.annotations.NullMarked;
