/** Passwords as hashes, at a bounded cost. */
@NullMarked
package io.rookery.user.passwords;

import org.jspecify.annotations.NullMarked;
