/** Who follows whom, and how many. */
@NullMarked
package io.rookery.user.graph;

import org.jspecify.annotations.NullMarked;
