/** Who blocks whom. */
@NullMarked
package io.rookery.user.blocks;

import org.jspecify.annotations.NullMarked;
