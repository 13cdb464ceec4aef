/** Erasing a user: what is gone at once, what follows in the background, and when all stores are done. */
@NullMarked
package io.rookery.user.erasure;

import org.jspecify.annotations.NullMarked;
