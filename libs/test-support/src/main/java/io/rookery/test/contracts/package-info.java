/** Holds what a module sends and answers against the files in {@code contracts/}. */
@NullMarked
package io.rookery.test.contracts;

import org.jspecify.annotations.NullMarked;
