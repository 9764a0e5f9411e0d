/** The page of one's own notes. */
@NullMarked
package io.lyceum.notes.web;

import org.jspecify.annotations.NullMarked;
