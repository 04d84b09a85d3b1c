/**
 * Login state: sessions, and the memory of those that have ended.
 *
 * <ul>
 *   <li>R7.1 - A session is one login of one user on one device in one app; logins never end one another.
 *   <li>R7.2 - User, identity, session key and session are stored in one transaction: a login that fails leaves nothing.
 *   <li>R7.3 - An ended session's access token is refused at once on this node and within {@code
 *       passport.revocation.interval} on the others, with no database read in a request, for as long as the token lives.
 *   <li>R7.4 - Refresh tokens are stored hashed, and a session has a bounded number of them.
 *   <li>R7.5 - Every use of a refresh token gives a new one of the same chain.
 *   <li>R7.6 - A used refresh token is answered for {@code passport.refresh.grace} with a pair that works, so that neither
 *       parallel refreshes nor a lost reply sign anybody out.
 *   <li>R7.7 - After that its use ends the session and is recorded, however late it comes. Of several unused successors the
 *       first to be used takes the others along, so no branch of a chain lives on beside it.
 *   <li>R7.8 - What is no refresh token of ours, or one of an ended session, a disabled user or a disabled app, gets nothing.
 *   <li>R7.9 - A session that is not used for its idle time is over, and so is one at the end of its absolute lifetime; no
 *       access token outlives its session.
 *   <li>R7.10 - Users see their own sessions in the app they are in, and nobody else's.
 *   <li>R7.11 - Users end one of them, or all but the one at hand.
 *   <li>R7.12 - Where an app allows a number of sessions, a login ends the user's oldest.
 *   <li>R7.13 - A device label holds no character that lets it pose as something else.
 *   <li>R7.14 - When a session was last seen is known to the minute, without a write in a request.
 *   <li>R7.15 - A session is kept for 30 days after its end, for those who ask what happened, and then deleted.
 *   <li>R7.16 - A revoked token that belongs to no session is refused in the same way, and so is every token of a revoked
 *       client.
 * </ul>
 */
@NullMarked
package io.weapp.passport.session;

import org.jspecify.annotations.NullMarked;
