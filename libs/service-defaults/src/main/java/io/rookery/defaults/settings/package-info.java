/** The settings all services start from. */
@NullMarked
package io.rookery.defaults.settings;

import org.jspecify.annotations.NullMarked;
