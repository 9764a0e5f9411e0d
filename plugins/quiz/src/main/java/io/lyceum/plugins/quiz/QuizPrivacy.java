package io.lyceum.plugins.quiz;

import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.privacy.PrivacyProvider;
import java.util.List;

/**
 * Says what the quiz knows of a person besides what the host exports and erases by itself: nothing.
 * Attempts are in the scope {@code user_state}, the host's to give and to forget. Results, kept for
 * statistics, carry the random id of their attempt and no person; with the attempt goes the only
 * thing that tied them to somebody, so there is nothing left to find them by. Wrong short texts are
 * among results as they were typed, up to 60 characters; the report shows those that several
 * attempts gave.
 */
public final class QuizPrivacy implements PrivacyProvider {

    @Override
    public PersonData export(PluginContext context, PersonRequest request) {
        return new PersonData(List.of());
    }

    @Override
    public Erased erase(PluginContext context, PersonRequest request) {
        return new Erased(0, List.of());
    }
}
