/** Errors as application/problem+json (RFC 9457), the same from every controller, filter and security rule. */
@NullMarked
package io.rookery.defaults.problem;

import org.jspecify.annotations.NullMarked;
