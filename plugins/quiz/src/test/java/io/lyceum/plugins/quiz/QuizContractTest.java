package io.lyceum.plugins.quiz;

import io.lyceum.plugin.testkit.TestHost;
import io.lyceum.plugin.testkit.contract.ActivityTypeContract;
import java.util.Map;

class QuizContractTest extends ActivityTypeContract {

    @Override
    protected TestHost host() {
        return TestHost.ofClassPath();
    }

    @Override
    protected String typeId() {
        return "quiz";
    }

    @Override
    protected Map<String, Object> content() {
        return SampleQuiz.content(Map.of("attempts", 3, "minutes", 20, "passMark", 60));
    }
}
