/** A model of home timelines beside the system, and histories that are played to both. */
@NullMarked
package io.rookery.model;

import org.jspecify.annotations.NullMarked;
