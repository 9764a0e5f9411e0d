/** Assignments in their lessons. */
@NullMarked
package io.lyceum.assignments.web;

import org.jspecify.annotations.NullMarked;
