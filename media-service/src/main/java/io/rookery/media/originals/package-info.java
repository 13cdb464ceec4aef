/** The object store with the bytes as they were uploaded. */
@NullMarked
package io.rookery.media.originals;

import org.jspecify.annotations.NullMarked;
