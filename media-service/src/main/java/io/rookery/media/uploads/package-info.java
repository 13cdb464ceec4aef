/** The life of a media: announced, uploaded, checked, ready or not, deleted. */
@NullMarked
package io.rookery.media.uploads;

import org.jspecify.annotations.NullMarked;
