/** All backends and services of Rookery as processes of this machine, with a data folder that outlives them. */
@NullMarked
package io.rookery.local.stack;

import org.jspecify.annotations.NullMarked;
