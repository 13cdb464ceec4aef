/** Pictures of users, as media-service keeps them. */
@NullMarked
package io.rookery.user.avatars;

import org.jspecify.annotations.NullMarked;
