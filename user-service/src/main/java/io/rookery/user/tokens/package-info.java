/** Access tokens: the keys that sign them and how others check them. */
@NullMarked
package io.rookery.user.tokens;

import org.jspecify.annotations.NullMarked;
