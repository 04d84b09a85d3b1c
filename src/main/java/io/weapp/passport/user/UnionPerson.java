package io.weapp.passport.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Who a unionId is inside one Open Platform account. */
@Entity
@Table(name = "union_person")
public class UnionPerson {

    @Id
    private String id;

    @Column(name = "user_id")
    private String userId;

    protected UnionPerson() {}

    static UnionPerson of(String openPlatform, String unionId, User user) {
        UnionPerson person = new UnionPerson();
        person.id = idOf(openPlatform, unionId);
        person.userId = user.id();
        return person;
    }

    /** No label has a slash. */
    static String idOf(String openPlatform, String unionId) {
        return openPlatform + "/" + unionId;
    }

    String userId() {
        return userId;
    }
}
