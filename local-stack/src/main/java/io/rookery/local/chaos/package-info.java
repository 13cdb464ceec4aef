/** Breaks a running stack in every way it says it survives, and proves from what clients saw that it did. */
@NullMarked
package io.rookery.local.chaos;

import org.jspecify.annotations.NullMarked;
