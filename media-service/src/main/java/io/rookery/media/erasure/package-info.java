/** An account is erased, and with it all its media. */
@NullMarked
package io.rookery.media.erasure;

import org.jspecify.annotations.NullMarked;
