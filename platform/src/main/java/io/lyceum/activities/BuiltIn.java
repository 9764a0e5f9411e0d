package io.lyceum.activities;

import io.lyceum.shared.problem.Problem;
import java.util.Map;

/**
 * A kind of activity that the house brings itself. What it consists of is an activity's content.
 */
public interface BuiltIn {

    /** Stands for the house where activities name their plugin; no plugin can be called so. */
    String HOUSE = "lyceum.house";

    /** What teachers choose it by. */
    Activities.Type type();

    /**
     * Reads what another school has given, or what is to be copied.
     *
     * @return content for an activity of this kind
     * @throws Problem INVALID_INPUT
     */
    Map<String, Object> read(Map<String, Object> content);
}
