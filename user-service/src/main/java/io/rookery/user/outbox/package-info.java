/** Events that leave with the change they tell of: written in its transaction, sent by a relay. */
@NullMarked
package io.rookery.user.outbox;

import org.jspecify.annotations.NullMarked;
