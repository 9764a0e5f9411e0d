/**
 * What pages of every capability share: the context of a page, the template renderer, fingerprinted
 * assets and icons. Depends on no capability; owns no tables.
 */
@NullMarked
package io.lyceum.shared.web;

import org.jspecify.annotations.NullMarked;
