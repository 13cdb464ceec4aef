/** How users stand to each other: who follows, blocks and mutes whom, asked for many at once. */
@NullMarked
package io.rookery.user.relations;

import org.jspecify.annotations.NullMarked;
