@NullMarked
package io.lyceum.shared.text;

import org.jspecify.annotations.NullMarked;
