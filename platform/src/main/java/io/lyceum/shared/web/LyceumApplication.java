package io.lyceum.shared.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Puts all resources of the WAR below the root of its hosts. */
@ApplicationPath("/")
public class LyceumApplication extends Application {}
