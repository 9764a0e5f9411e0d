package io.lyceum.plugins.quiz;

import io.lyceum.plugin.Fields;
import io.lyceum.plugin.activity.ActivityType;
import io.lyceum.plugin.activity.ActivityType.LearnerRequest;
import io.lyceum.plugin.activity.ActivityType.SubmitRequest;
import io.lyceum.plugin.testkit.TestHost;
import io.lyceum.plugin.testkit.contract.PrivacyProviderContract;
import io.lyceum.plugin.view.Component;
import java.util.List;
import java.util.Map;

class QuizPrivacyContractTest extends PrivacyProviderContract {

    @Override
    protected TestHost host() {
        return TestHost.ofClassPath();
    }

    @Override
    protected String providerId() {
        return "quiz";
    }

    @Override
    protected String person() {
        return "learner-1";
    }

    @Override
    protected String otherPerson() {
        return "learner-2";
    }

    @Override
    protected void keepSomething() {
        ActivityType quiz = host.extension(ActivityType.class, "quiz");
        ActivityType.Activity activity =
                host.activity("quiz", SampleQuiz.content(Map.of("attempts", 3)));
        for (String id : List.of(person(), otherPerson())) {
            ActivityType.Learner learner = host.learner(id);
            // Whatever the page offers: begin, then hand in.
            for (int i = 0; i < 2; i++) {
                quiz.learner(host.context(), new LearnerRequest(activity, learner, ""))
                        .components()
                        .forEach(component -> press(quiz, activity, learner, component));
            }
        }
    }

    private void press(
            ActivityType quiz,
            ActivityType.Activity activity,
            ActivityType.Learner learner,
            Component component) {
        String action =
                component instanceof Component.Form form
                        ? form.action()
                        : component instanceof Component.Button button ? button.action() : "";
        if (!action.isEmpty()) {
            quiz.submit(host.context(), new SubmitRequest(activity, learner, action, Fields.NONE));
        }
    }
}
