/** Expected failures and how they reach people and programs. */
@NullMarked
package io.lyceum.shared.problem;

import org.jspecify.annotations.NullMarked;
