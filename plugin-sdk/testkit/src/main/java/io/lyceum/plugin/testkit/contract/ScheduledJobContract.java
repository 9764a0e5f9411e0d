package io.lyceum.plugin.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.job.ScheduledJob;
import io.lyceum.plugin.job.ScheduledJob.Ran;
import io.lyceum.plugin.job.ScheduledJob.RunRequest;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.testkit.TestHost;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ScheduledJob} keeps to. The host that is given has work for the job, best for
 * several steps.
 */
public abstract class ScheduledJobContract extends PluginContract {

    private static final int MOST_STEPS = 1000;

    /** The job's id in the descriptor. */
    protected abstract String jobId();

    private Ran step(TestHost at, Map<String, Object> checkpoint) {
        return at.extension(ScheduledJob.class, jobId())
                .run(at.context(), new RunRequest(jobId(), at.clock().instant(), checkpoint));
    }

    /**
     * Runs to the end.
     *
     * @param repeated the step that is done twice: its answer was lost with the node that got it
     * @return how many steps the run has
     */
    private int run(TestHost at, int repeated) {
        Map<String, Object> checkpoint = Map.of();
        for (int number = 1; number <= MOST_STEPS; number++) {
            if (number == repeated) {
                step(at, checkpoint);
            }
            Ran ran = step(at, checkpoint);
            if (ran.finished()) {
                return number;
            }
            checkpoint = ran.checkpoint();
        }
        throw new AssertionError("the job has not ended after " + MOST_STEPS + " steps");
    }

    @Test
    void the_job_is_one_that_the_host_runs() {
        assertTrue(host.descriptor().provided(Kind.JOB, jobId()).isPresent());
        assertNotNull(host.nextRun().orElseThrow(), "it runs at its time");
    }

    @Test
    void a_run_ends() {
        assertTrue(run(host, 0) > 0);
    }

    @Test
    void a_run_that_is_cut_after_any_step_leaves_what_one_leaves_that_was_not() {
        int steps = run(host, 0);
        SortedMap<String, Map<String, Object>> uncut = host.stored();
        for (int cut = 1; cut <= steps; cut++) {
            TestHost other = host();
            run(other, cut);
            assertEquals(uncut, other.stored(), "cut after step " + cut + " of " + steps);
        }
    }

    @Test
    void a_second_run_ends_as_well() {
        run(host, 0);
        assertTrue(run(host, 0) > 0);
    }

    @Test
    void a_checkpoint_of_another_version_is_no_failure() {
        ODD_MAPS.forEach(checkpoint -> assertNotNull(step(host(), checkpoint)));
    }
}
