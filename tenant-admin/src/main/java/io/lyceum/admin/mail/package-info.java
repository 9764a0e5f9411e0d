/** The pages about the school's mails. */
@NullMarked
package io.lyceum.admin.mail;

import org.jspecify.annotations.NullMarked;
