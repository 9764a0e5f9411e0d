package io.lyceum.architecture.violations.problems.catalog;

import io.lyceum.shared.problem.ProblemCode;

/** A code that no list of all codes would find. */
class Trouble implements ProblemCode {
    @Override
    public String name() {
        return "TROUBLE";
    }

    @Override
    public int status() {
        return 500;
    }

    @Override
    public String message() {
        return "Trouble.";
    }
}
