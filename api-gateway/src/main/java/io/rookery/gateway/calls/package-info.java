/** One slow or broken service is kept from slowing the others. */
@NullMarked
package io.rookery.gateway.calls;

import org.jspecify.annotations.NullMarked;
