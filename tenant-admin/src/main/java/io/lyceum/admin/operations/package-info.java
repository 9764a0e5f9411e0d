/** How the node that answers stands, for the platform's admins. */
@NullMarked
package io.lyceum.admin.operations;

import org.jspecify.annotations.NullMarked;
