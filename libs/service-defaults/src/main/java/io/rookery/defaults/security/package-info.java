/** Who is calling: access tokens for users, a shared key between services. */
@NullMarked
package io.rookery.defaults.security;

import org.jspecify.annotations.NullMarked;
