/**
 * Where a request meets the shell: who works here, in which school and language, what the last
 * action said, and how a refusal brings a form back with everything that was typed.
 */
@NullMarked
package io.lyceum.admin.desk;

import org.jspecify.annotations.NullMarked;
