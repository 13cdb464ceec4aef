/** Calls from one service to another. */
@NullMarked
package io.rookery.defaults.calls;

import org.jspecify.annotations.NullMarked;
