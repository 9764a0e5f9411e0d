/** The player and the learning API. */
@NullMarked
package io.lyceum.learning.web;

import org.jspecify.annotations.NullMarked;
