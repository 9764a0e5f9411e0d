/** Encryption of stored secrets, hashes of tokens. */
@NullMarked
package io.lyceum.shared.security;

import org.jspecify.annotations.NullMarked;
