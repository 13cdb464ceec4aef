/** Real backends for Spring tests: one server of a kind for each JVM, own data for each context. */
@NullMarked
package io.rookery.test.backends;

import org.jspecify.annotations.NullMarked;
