/** What an operator does about events that were set aside: look, send them again, or drop them. */
@NullMarked
package io.rookery.fanout.deadletters;

import org.jspecify.annotations.NullMarked;
