/**
 * Markdown as teachers write it, turned into HTML that is safe to show in a school's origin.
 *
 * <p>The dialect is CommonMark with tables, and those parts of Pandoc that lessons are written
 * with: fenced divs, attributes, definition lists, grid tables, footnotes. What comes out always
 * went through the allow-list of {@code Sanitiser}; there is no other way to a {@link
 * io.lyceum.catalog.internal.text.SafeHtml}.
 */
@NullMarked
package io.lyceum.catalog.internal.text;

import org.jspecify.annotations.NullMarked;
