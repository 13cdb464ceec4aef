/** Which web pages may use the API from a browser. */
@NullMarked
package io.rookery.gateway.cors;

import org.jspecify.annotations.NullMarked;
