@NullMarked
package io.lyceum.shared.net;

import org.jspecify.annotations.NullMarked;
