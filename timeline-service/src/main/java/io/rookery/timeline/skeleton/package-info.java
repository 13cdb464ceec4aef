/** Which tweets a home timeline consists of: ids, from Redis where they are there, else from their authors. */
@NullMarked
package io.rookery.timeline.skeleton;

import org.jspecify.annotations.NullMarked;
