package io.lyceum.shared.persistence;

import io.lyceum.tenancy.CurrentSchool;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Version;
import java.util.UUID;
import org.eclipse.persistence.annotations.AdditionalCriteria;

/**
 * A row that belongs to one school. Its key starts with the school, so every statement that
 * EclipseLink writes for it carries {@code tenant_id = ?}.
 */
@MappedSuperclass
@IdClass(SchoolOwnedId.class)
@AdditionalCriteria("this.tenantId = :tenant")
public abstract class SchoolOwned {

    @Id
    @Column(name = "tenant_id", updatable = false)
    private UUID tenantId;

    @Id
    @Column(name = "id", updatable = false)
    private UUID id;

    @Version
    @Column(name = "version")
    private long version;

    protected SchoolOwned() {}

    protected SchoolOwned(UUID id) {
        this.id = id;
        this.tenantId =
                CurrentSchool.bound()
                        .orElseThrow(() -> new IllegalStateException("no school is bound"))
                        .value();
    }

    @PrePersist
    void refuseAnotherSchool() {
        UUID current =
                CurrentSchool.bound()
                        .orElseThrow(() -> new IllegalStateException("no school is bound"))
                        .value();
        if (!current.equals(tenantId)) {
            throw new IllegalStateException("a row of another school cannot be written");
        }
    }

    public UUID id() {
        return id;
    }

    public long version() {
        return version;
    }
}
