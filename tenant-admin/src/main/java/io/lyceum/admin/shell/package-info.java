/**
 * What every back-office page stands in: the rail, the top bar, forms, lists and the words around
 * them. Knows no capability, so that a new screen only brings its own view record.
 */
@NullMarked
package io.lyceum.admin.shell;

import org.jspecify.annotations.NullMarked;
