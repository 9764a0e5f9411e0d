/** The CRMs that are told of the school's learners. */
@NullMarked
package io.lyceum.admin.crm;

import org.jspecify.annotations.NullMarked;
