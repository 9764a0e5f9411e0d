/**
 * The rules that the code keeps, checked. {@link io.lyceum.architecture.HouseRules} says them over
 * any house: over {@code io.lyceum}, where they must hold, and over the small houses below {@code
 * violations}, each of which breaks one of them, to prove that it can fail.
 */
@NullMarked
package io.lyceum.architecture;

import org.jspecify.annotations.NullMarked;
