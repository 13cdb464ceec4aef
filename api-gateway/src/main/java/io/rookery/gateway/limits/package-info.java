/** How many requests a caller may make, counted by all instances of the gateway together. */
@NullMarked
package io.rookery.gateway.limits;

import org.jspecify.annotations.NullMarked;
