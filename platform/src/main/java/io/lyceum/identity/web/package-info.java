/** Sign-in routes and the filters that know who asks. */
@NullMarked
package io.lyceum.identity.web;

import org.jspecify.annotations.NullMarked;
