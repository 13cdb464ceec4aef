/** Who is calling: access tokens are checked before a request is passed on, and by each service again. */
@NullMarked
package io.rookery.gateway.tokens;

import org.jspecify.annotations.NullMarked;
