package io.lyceum.stripe.simulator;

final class Portal {
    Portal(Routes routes, Pages pages) {}
}
