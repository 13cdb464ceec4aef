/** Ready media as everybody sees them: cards for tweets and profiles, and the way to the original. */
@NullMarked
package io.rookery.media.display;

import org.jspecify.annotations.NullMarked;
