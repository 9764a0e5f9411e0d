package io.lyceum.plugins.internal;

import io.lyceum.plugin.job.ScheduledJob.Ran;
import io.lyceum.plugin.job.ScheduledJob.RunRequest;
import io.lyceum.plugin.runtime.Codec;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugins.PluginCalls;
import io.lyceum.plugins.PluginCalls.Attempt;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.plugins.SchoolPlugins;
import io.lyceum.plugins.Subjects;
import io.lyceum.shared.outbox.Lane;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** Runs the jobs of a school's plugins that are due, a step at a time. */
@ApplicationScoped
class JobLane implements Lane {

    private static final int SCHOOLS_AT_ONCE = 4;

    private static final Duration SWITCHED_OFF = Duration.ofHours(1);

    private final Jobs jobs;
    private final SchoolPlugins plugins;
    private final PluginCalls calls;
    private final Subjects subjects;
    private final Transactions transactions;

    protected JobLane() {
        this(null, null, null, null, null);
    }

    @Inject
    JobLane(
            Jobs jobs,
            SchoolPlugins plugins,
            PluginCalls calls,
            Subjects subjects,
            Transactions transactions) {
        this.jobs = jobs;
        this.plugins = plugins;
        this.calls = calls;
        this.subjects = subjects;
        this.transactions = transactions;
    }

    @Override
    public String lane() {
        return Jobs.LANE;
    }

    @Override
    public int schoolsAtOnce() {
        return SCHOOLS_AT_ONCE;
    }

    @Override
    public boolean portion(Turn turn) {
        Optional<Jobs.Job> job = transactions.call(jobs::lease);
        job.ifPresent(this::step);
        return job.isPresent();
    }

    private void step(Jobs.Job job) {
        Optional<Duration> every =
                transactions
                        .call(() -> plugins.find(job.plugin()))
                        .map(SchoolPlugin::version)
                        .flatMap(v -> v.descriptor().provided(Kind.JOB, job.job()))
                        .map(Descriptor.Provided::every);
        if (every.isEmpty()) {
            transactions.run(() -> jobs.postpone(job, SWITCHED_OFF));
            return;
        }
        Attempt<Ran> attempt =
                calls.attempt(
                        job.plugin(),
                        Kind.JOB,
                        job.job(),
                        "run",
                        new RunRequest(job.job(), job.runDue(), Codec.object(job.checkpoint())),
                        Ran.class,
                        subjects.ofSchool());
        transactions.run(() -> note(job, every.get(), attempt));
    }

    private void note(Jobs.Job job, Duration every, Attempt<Ran> attempt) {
        if (attempt instanceof Attempt.Answered<Ran> ran) {
            if (ran.answer().finished()) {
                jobs.finished(job, every);
            } else {
                jobs.stepped(job, Codec.tree(ran.answer().checkpoint()));
            }
        } else if (attempt instanceof Attempt.Failed<Ran> failed) {
            jobs.failed(job, every, failed.error());
        } else {
            jobs.postpone(
                    job, attempt instanceof Attempt.Missing<Ran> ? SWITCHED_OFF : calls.rest());
        }
    }
}
