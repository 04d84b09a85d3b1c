package io.weapp.passport.user;

/**
 * Says whether users have left something with an app beyond their logins. Every store of what users give is one: an
 * identity with a history is never joined to another user without an operator.
 */
public interface History {

    boolean ofIdentity(String identityId);
}
