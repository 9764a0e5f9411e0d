package io.lyceum.catalog.internal.imports;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * Gives the rows of a table one after the other; a bad row never spoils the next one if possible.
 */
interface RowReader extends Closeable {

    Optional<RawRow> next() throws IOException;
}
