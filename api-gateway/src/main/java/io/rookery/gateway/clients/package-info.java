/** From which address a request comes, through whatever proxies stand before the gateway. */
@NullMarked
package io.rookery.gateway.clients;

import org.jspecify.annotations.NullMarked;
