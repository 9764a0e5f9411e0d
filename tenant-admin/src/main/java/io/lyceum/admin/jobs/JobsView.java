package io.lyceum.admin.jobs;

import io.lyceum.admin.shell.Job;
import java.util.List;

/** Every background job that is still remembered, running ones first. */
public record JobsView(List<Job> jobs) {

    public boolean moving() {
        return jobs.stream().anyMatch(Job::isActive);
    }
}
