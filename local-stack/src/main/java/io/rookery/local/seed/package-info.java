/** A small readable world, planted through the public API. */
@NullMarked
package io.rookery.local.seed;

import org.jspecify.annotations.NullMarked;
