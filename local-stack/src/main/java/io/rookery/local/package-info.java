/** The `./rookery` command: a thin layer over the stack. */
@NullMarked
package io.rookery.local;

import org.jspecify.annotations.NullMarked;
