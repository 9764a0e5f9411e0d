/**
 * Files that people upload: what may be stored, where the bytes lie and how they are handed out
 * again so that they can never run in a school's origin.
 *
 * <p>Content is addressed by school and SHA-256, on a file system or in an S3 bucket. Owns no
 * table: the rows that name a file (who, what, since when) belong to the caller, and so does the
 * decision that no row needs a content any more.
 */
@NullMarked
package io.lyceum.shared.files;

import org.jspecify.annotations.NullMarked;
