@NullMarked
package io.lyceum.shared.web;

import org.jspecify.annotations.NullMarked;
