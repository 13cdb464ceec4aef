/** Users as clients and other services see them. */
@NullMarked
package io.rookery.user.profiles;

import org.jspecify.annotations.NullMarked;
