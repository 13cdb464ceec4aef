/** The only public port: decides what exists for clients, checks access tokens, and passes requests to the services. */
@NullMarked
package io.rookery.gateway;

import org.jspecify.annotations.NullMarked;
