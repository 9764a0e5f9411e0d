/** What a school's host answers beside its pages: look, files, manifest, robots. */
@NullMarked
package io.lyceum.tenancy.web;

import org.jspecify.annotations.NullMarked;
