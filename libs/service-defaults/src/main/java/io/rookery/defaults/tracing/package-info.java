/** Following one request through logs, replies and calls. */
@NullMarked
package io.rookery.defaults.tracing;

import org.jspecify.annotations.NullMarked;
