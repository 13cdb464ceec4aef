/** Who has an account, under which handle and address. */
@NullMarked
package io.rookery.user.accounts;

import org.jspecify.annotations.NullMarked;
