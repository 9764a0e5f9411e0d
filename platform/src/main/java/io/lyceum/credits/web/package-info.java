/** What pages say of credits. */
@NullMarked
package io.lyceum.credits.web;

import org.jspecify.annotations.NullMarked;
