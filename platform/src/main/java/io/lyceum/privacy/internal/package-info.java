/** Where the data of people is, and the lane in which it is erased. */
@NullMarked
package io.lyceum.privacy.internal;

import org.jspecify.annotations.NullMarked;
