/** What is tidied up from time to time, so that nothing grows for ever. Owns no table. */
@NullMarked
package io.lyceum.shared.housekeeping;

import org.jspecify.annotations.NullMarked;
