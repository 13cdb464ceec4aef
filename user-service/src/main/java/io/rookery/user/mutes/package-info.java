/** Who mutes whom. */
@NullMarked
package io.rookery.user.mutes;

import org.jspecify.annotations.NullMarked;
