@NullMarked
package io.lyceum.identity.web;

import org.jspecify.annotations.NullMarked;
