/**
 * What learners can show: certificates and their public proof.
 *
 * <p>Owns {@code certificate}. Events in: {@code course.completed}. Events out: {@code
 * certificate.issued}, {@code certificate.revoked}.
 */
@NullMarked
package io.lyceum.credentials;

import org.jspecify.annotations.NullMarked;
