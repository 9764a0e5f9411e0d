package io.lyceum.credits;

/**
 * What all people of a school have and use.
 *
 * @param usedThisMonth by people and by the school itself
 * @param extra what was bought or granted to people and is left
 * @param held what is reserved
 * @param unlimited how many people have unlimited credits
 */
public record CreditTotals(long usedThisMonth, long extra, long held, long unlimited) {}
