/** Attacks on the running system, made from its public document: what is added to the API is attacked as well. */
@NullMarked
package io.rookery.local.attack;

import org.jspecify.annotations.NullMarked;
