/** The gateway's own errors, in the shape of the services'. */
@NullMarked
package io.rookery.gateway.problems;

import org.jspecify.annotations.NullMarked;
