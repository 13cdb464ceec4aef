/** What tests of all modules share: access tokens, the service over HTTP and the rules of the house. */
@NullMarked
package io.rookery.test;

import org.jspecify.annotations.NullMarked;
