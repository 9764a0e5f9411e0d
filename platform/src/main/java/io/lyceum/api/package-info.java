/**
 * The public REST API, version 1: thin resources over the façades of the capabilities. Nothing
 * depends on this package.
 */
@NullMarked
package io.lyceum.api;

import org.jspecify.annotations.NullMarked;
