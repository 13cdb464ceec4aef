/** How events are sent, and what a consumer does with one it cannot process. */
@NullMarked
package io.rookery.defaults.kafka;

import org.jspecify.annotations.NullMarked;
