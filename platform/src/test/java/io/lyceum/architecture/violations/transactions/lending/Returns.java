package io.lyceum.architecture.violations.transactions.lending;

import jakarta.transaction.Transactional;

/** Draws its own boundary on the class. */
@Transactional
class Returns {}
