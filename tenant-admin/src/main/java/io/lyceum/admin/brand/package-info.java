/** The brand editor: what a school looks like, with a preview and the contrast of its colours. */
@NullMarked
package io.lyceum.admin.brand;

import org.jspecify.annotations.NullMarked;
