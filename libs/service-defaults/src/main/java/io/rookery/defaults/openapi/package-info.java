/** What the published OpenAPI documents of all services have in common. */
@NullMarked
package io.rookery.defaults.openapi;

import org.jspecify.annotations.NullMarked;
