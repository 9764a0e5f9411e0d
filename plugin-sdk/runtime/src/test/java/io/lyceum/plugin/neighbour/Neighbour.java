package io.lyceum.plugin.neighbour;

/** A class of the host whose package begins like the SDK's. */
public final class Neighbour {

    private Neighbour() {}
}
