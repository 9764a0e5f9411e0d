/** Documents as PDF: what certificates and receipts are made with. */
@NullMarked
package io.lyceum.shared.pdf;

import org.jspecify.annotations.NullMarked;
