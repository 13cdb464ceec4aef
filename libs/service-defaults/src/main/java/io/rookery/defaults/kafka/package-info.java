/** What a consumer does with an event it cannot process. */
@NullMarked
package io.rookery.defaults.kafka;

import org.jspecify.annotations.NullMarked;
