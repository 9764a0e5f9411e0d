/** Catalogue pages and the course API. */
@NullMarked
package io.lyceum.catalog.web;

import org.jspecify.annotations.NullMarked;
