/** The public document, for people and for programs. */
@NullMarked
package io.rookery.gateway.docs;

import org.jspecify.annotations.NullMarked;
