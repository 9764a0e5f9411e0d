/**
 * A simulator of Stripe that keeps state: for development, demos and tests where Stripe cannot be
 * reached. It is no part of the product and moves no money.
 *
 * <p>{@code /v1} speaks Stripe's REST API of version {@code 2026-07-29.dahlia}; {@code /pay},
 * {@code /onboard} and {@code /portal} are the hosted pages; {@code /_control} lets tests and demos
 * make happen what elsewhere only time, banks and bad networks can: see {@link
 * io.lyceum.stripe.simulator.Control} and the module's README.
 *
 * <p>All of it is documents in a {@link io.lyceum.stripe.simulator.Store}, worked at by one unit of
 * work at a time. What is alike (retrieve, list, update, shapes, parameters) is driven by three
 * tables: operations.txt, parameters.txt and shapes.txt.
 */
@NullMarked
package io.lyceum.stripe.simulator;

import org.jspecify.annotations.NullMarked;
