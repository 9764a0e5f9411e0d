package io.lyceum.devstack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoctorTest {

    @Test
    void errorsAreReadFromLibertysLogAndWarningsAreNot() {
        assertEquals(
                Optional.of("2026-11-21T05:09:27.968+0000 It broke"),
                Doctor.libertyError(
                        """
                        {"ibm_datetime":"2026-11-21T05:09:27.968+0000","loglevel":"SEVERE","message":"It broke\\nat a line"}"""));
        assertEquals(
                Optional.empty(),
                Doctor.libertyError("{\"loglevel\":\"WARNING\",\"message\":\"x\"}"));
        assertEquals(Optional.empty(), Doctor.libertyError("{\"cut off"));
        assertEquals(Optional.empty(), Doctor.libertyError("plain text"));
    }
}
