package io.lyceum.bench.bare;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Stands beside Lyceum on the same server while benchmarks run. */
@ApplicationPath("/")
public class BareApplication extends Application {}
