/** Which public path belongs to which service. */
@NullMarked
package io.rookery.gateway.routes;

import org.jspecify.annotations.NullMarked;
