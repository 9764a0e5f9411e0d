/**
 * The pages that visitors and learners see: thin resources that fill the view records of the
 * capabilities from their façades. Nothing depends on this package.
 */
@NullMarked
package io.lyceum.academy;

import org.jspecify.annotations.NullMarked;
