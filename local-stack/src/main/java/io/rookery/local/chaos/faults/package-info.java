/** What can go wrong, in which order, and the network that does it. */
@NullMarked
package io.rookery.local.chaos.faults;

import org.jspecify.annotations.NullMarked;
