package io.lyceum.offline;

import io.lyceum.shared.problem.ProblemCode;

/** What can go wrong with taking over what a device has kept. */
public enum OfflineProblem implements ProblemCode {
    DEVICE_OF_ANOTHER(
            409,
            "Somebody else has done this on the device. It waits there until they sign in again.");

    private final int status;
    private final String message;

    OfflineProblem(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String message() {
        return message;
    }
}
