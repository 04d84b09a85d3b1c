package io.weapp.passport.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** The one row that whoever works on the chain of all days must lock; it knows the day that is growing. */
@Entity
@Table(name = "audit_chain")
public class AuditChain {

    static final int ONLY = 1;

    @Id
    private int id;

    @Column(name = "newest_day")
    private String newestDay;

    protected AuditChain() {}

    @Nullable
    String newestDay() {
        return newestDay;
    }

    void growInto(String day) {
        newestDay = day;
    }
}
