/**
 * Login state: sessions, and the memory of those that have ended.
 *
 * <ul>
 *   <li>R7.1 - A session is one login of one user on one device in one app; logins never end one another.
 *   <li>R7.2 - User, identity, session key and session are stored in one transaction: a login that fails leaves nothing.
 *   <li>R7.3 - An ended session's access token is refused at once on this node and within {@code
 *       passport.revocation.interval} on the others, with no database read in a request.
 *   <li>R7.4 - Refresh tokens are stored hashed.
 *   <li>R7.5 - A revoked token that belongs to no session is refused in the same way, and so is every token of a revoked
 *       client.
 * </ul>
 */
@NullMarked
package io.weapp.passport.session;

import org.jspecify.annotations.NullMarked;
