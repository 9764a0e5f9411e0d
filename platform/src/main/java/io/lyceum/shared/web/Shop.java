package io.lyceum.shared.web;

/** What pages know of the school's shop; answered by whoever sells. */
public interface Shop {

    /** Tells whether there is anything on the page of prices. */
    boolean open();
}
