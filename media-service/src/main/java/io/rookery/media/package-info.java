/** Uploads of media: who may upload what, and whether it arrived; the bytes go between client and object store. */
@NullMarked
package io.rookery.media;

import org.jspecify.annotations.NullMarked;
