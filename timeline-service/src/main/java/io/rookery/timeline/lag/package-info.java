/** How late the fan-out is, measured in Kafka, and what readers do about it. */
@NullMarked
package io.rookery.timeline.lag;

import org.jspecify.annotations.NullMarked;
