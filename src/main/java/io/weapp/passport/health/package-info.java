/**
 * What a load balancer asks (MicroProfile Health). Every answer comes from memory: a probe must neither wait for a database
 * that hangs nor add to its load.
 *
 * <ul>
 *   <li>R13.1 - A node that cannot read the database, or has not learned of ended sessions for a while, is not ready and says
 *       why; it goes on refusing the sessions it knows to have ended.
 *   <li>R13.2 - A node without signing keys, or without the schema it needs, is not ready.
 *   <li>R13.3 - A node that has not finished its start is not started.
 *   <li>R13.4 - Trouble with WeChat is told by app and family of the API, and makes no node unready.
 * </ul>
 */
@NullMarked
package io.weapp.passport.health;

import org.jspecify.annotations.NullMarked;
