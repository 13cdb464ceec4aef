/** An account is erased, and with it its home timeline. */
@NullMarked
package io.rookery.fanout.erasure;

import org.jspecify.annotations.NullMarked;
