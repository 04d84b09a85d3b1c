/**
 * Counters for Prometheus, of this node and since its start.
 *
 * <ul>
 *   <li>R20.1 - Logins by app and outcome, ended sessions by reason, refresh reuse, refused requests and lost audit events are
 *       counted.
 *   <li>R20.2 - Only a service with the scope {@code metrics:read} may read them.
 *   <li>R20.3 - Nothing a client sends becomes a label, so nobody can make the server keep any number of counters.
 *   <li>R20.4 - Calls to WeChat are timed by API and outcome, those that were held back included.
 * </ul>
 */
@NullMarked
package io.weapp.passport.metrics;

import org.jspecify.annotations.NullMarked;
