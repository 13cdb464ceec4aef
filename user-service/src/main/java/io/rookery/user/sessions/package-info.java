/** Registering, logging in, staying logged in and logging out. */
@NullMarked
package io.rookery.user.sessions;

import org.jspecify.annotations.NullMarked;
