/**
 * Management by JMX, from JConsole or the server's own tools.
 *
 * <ul>
 *   <li>R26.1 - Sessions, WeChat, keys, housekeeping and metrics can be looked at; what is shown comes from memory.
 *   <li>R26.2 - All sessions of a user can be ended, keys rotated, housekeeping ordered; each is recorded in the audit log as the
 *       deed of {@code jmx}.
 *   <li>R26.3 - No secret is shown.
 *   <li>R26.4 - What a deployment registered is gone after it; what another one left behind is no obstacle to a start.
 * </ul>
 */
@NullMarked
package io.weapp.passport.jmx;

import org.jspecify.annotations.NullMarked;
