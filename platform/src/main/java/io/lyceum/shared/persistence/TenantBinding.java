package io.lyceum.shared.persistence;

import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.databaseaccess.DatabaseAccessor;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;

/**
 * Binds each transaction to the current school before its first statement. It fires once per
 * transaction because the unit joins the transaction from its first read on. Without a school a
 * transaction may touch cross-school tables only: policies answer no rows.
 */
public class TenantBinding extends SessionEventAdapter {

    /** What the criteria of a query outside any school compare with; no row has it. */
    private static final SchoolId NOBODY = new SchoolId(new UUID(0L, 0L));

    /** Without a type, EclipseLink binds an absent UUID as text, which PostgreSQL refuses. */
    @Override
    public void postLogin(SessionEvent event) {
        for (ClassDescriptor descriptor : event.getSession().getDescriptors().values()) {
            for (DatabaseMapping mapping : descriptor.getMappings()) {
                if (mapping.isDirectToFieldMapping()
                        && UUID.class.equals(mapping.getAttributeClassification())) {
                    mapping.getField().setSqlType(Types.OTHER);
                }
            }
        }
    }

    @Override
    public void postAcquireClientSession(SessionEvent event) {
        event.getSession().setProperty("tenant", CurrentSchool.bound().orElse(NOBODY).value());
    }

    @Override
    public void postAcquireConnection(SessionEvent event) {
        if (CurrentSchool.bound().isEmpty()) {
            return;
        }
        Connection connection = ((DatabaseAccessor) event.getResult()).getConnection();
        bind(connection, CurrentSchool.bound().get());
    }

    static void bind(Connection connection, SchoolId school) {
        try (PreparedStatement statement = connection.prepareStatement("select bind_tenant(?)")) {
            statement.setObject(1, school.value());
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("the school could not be bound", e);
        }
    }
}
