/** Home timelines in Redis: key names, cap, expiry and scripts. Used by timeline-service and fanout-worker only. */
@NullMarked
package io.rookery.timelines;

import org.jspecify.annotations.NullMarked;
