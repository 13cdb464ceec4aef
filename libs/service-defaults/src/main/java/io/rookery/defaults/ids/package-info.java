/** 64-bit time-ordered ids. */
@NullMarked
package io.rookery.defaults.ids;

import org.jspecify.annotations.NullMarked;
