/** Certificate pages and API. */
@NullMarked
package io.lyceum.credentials.web;

import org.jspecify.annotations.NullMarked;
