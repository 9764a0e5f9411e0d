package io.lyceum.plugins.quiz;

import java.util.Set;
import java.util.UUID;

/** Names of questions and their parts. */
final class Ids {

    private Ids() {}

    /** The longest name: an attempt's answers are made of them, and have to fit into one entry. */
    static final int LONGEST = 24;

    /** Keeps a usable name that is not taken, else counts up to a free one; takes it. */
    static String unique(String wanted, String prefix, Set<String> taken) {
        String id = wanted;
        for (int number = taken.size() + 1;
                !id.matches("[A-Za-z0-9-]{1," + LONGEST + "}") || taken.contains(id);
                number++) {
            id = prefix + number;
        }
        taken.add(id);
        return id;
    }

    /** Makes a name that no question had before: results of a deleted one must not come back. */
    static String fresh() {
        return "q" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }
}
