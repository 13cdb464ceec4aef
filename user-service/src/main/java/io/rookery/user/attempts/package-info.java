/** How often somebody may guess the password of one login name. */
@NullMarked
package io.rookery.user.attempts;

import org.jspecify.annotations.NullMarked;
