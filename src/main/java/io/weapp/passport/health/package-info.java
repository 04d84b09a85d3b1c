/**
 * What a load balancer asks (MicroProfile Health). Every answer comes from memory: a probe must neither wait for a database
 * that hangs nor add to its load.
 *
 * <ul>
 *   <li>R13.1 - A node that cannot read the database, or has not learned of ended sessions for a while, is not ready and says
 *       why; it goes on refusing the sessions it knows to have ended.
 *   <li>R13.2 - A node without signing keys is not ready.
 * </ul>
 */
@NullMarked
package io.weapp.passport.health;

import org.jspecify.annotations.NullMarked;
