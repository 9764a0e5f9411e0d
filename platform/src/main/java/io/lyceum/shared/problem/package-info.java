@NullMarked
package io.lyceum.shared.problem;

import org.jspecify.annotations.NullMarked;
