/** Accounts, sessions and the social graph. */
@NullMarked
package io.rookery.user;

import org.jspecify.annotations.NullMarked;
