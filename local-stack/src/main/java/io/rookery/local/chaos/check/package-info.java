/** What people ask and are answered, and the rules that a history of it is held against. */
@NullMarked
package io.rookery.local.chaos.check;

import org.jspecify.annotations.NullMarked;
