package io.lyceum.architecture.violations.transactions.lending;

import jakarta.transaction.Transactional;

/** Draws its own boundary on a method. */
class Loans {
    @Transactional
    void lend() {}
}
