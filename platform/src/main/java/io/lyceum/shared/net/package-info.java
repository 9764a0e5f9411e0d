/** Requests to addresses that somebody else has chosen. Owns no table. */
@NullMarked
package io.lyceum.shared.net;

import org.jspecify.annotations.NullMarked;
