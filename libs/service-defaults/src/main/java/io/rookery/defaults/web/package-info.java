/** Conventions of every HTTP request and reply: sizes, ids, cursors. */
@NullMarked
package io.rookery.defaults.web;

import org.jspecify.annotations.NullMarked;
