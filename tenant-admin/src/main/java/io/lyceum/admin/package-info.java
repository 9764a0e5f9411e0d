/**
 * The back office: the screens that owners, admins and teachers run a school with, and that
 * platform admins run the platform with. It calls the façades of capabilities and nothing else;
 * each task has a package of its own with the view records that its templates show.
 */
@NullMarked
package io.lyceum.admin;

import org.jspecify.annotations.NullMarked;
