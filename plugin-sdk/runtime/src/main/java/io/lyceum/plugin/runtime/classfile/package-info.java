/** Class files, as far as they say what a class refers to. */
@NullMarked
package io.lyceum.plugin.runtime.classfile;

import org.jspecify.annotations.NullMarked;
