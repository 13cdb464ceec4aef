/** What every request and reply is held to, whatever it is about. */
@NullMarked
package io.rookery.gateway.requests;

import org.jspecify.annotations.NullMarked;
