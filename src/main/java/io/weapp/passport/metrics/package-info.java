/**
 * Metrics for Prometheus, of this node and since its start; sessions and pushes are those of all nodes.
 *
 * <ul>
 *   <li>R25.1 - Logins by app and outcome, ended sessions by reason, refresh reuse, refused requests and lost audit events are
 *       counted.
 *   <li>R25.2 - Only a service with the scope {@code metrics:read} may read them.
 *   <li>R25.3 - Nothing a client sends becomes a label, so nobody can make the server keep any number of counters.
 *   <li>R25.4 - Calls to WeChat are timed by API, outcome and errcode, those that were held back included. <i>An errcode that is
 *       not in our table is {@code other}: a WeChat that lies makes no counters either.</i>
 *   <li>R25.5 - Pushes are counted by app and outcome; how many wait, for how long, and how many were given up is shown.
 *   <li>R25.6 - Active sessions by app are counted in the background, by one query over an index, at most a thirtieth of the time.
 *   <li>R25.7 - The state of each circuit breaker is shown, by app and family of the API.
 *   <li>R25.8 - How long it takes to get a connection to the database is measured; how many are in use and how many there may be
 *       is shown where the server tells by JMX.
 *   <li>R25.9 - The age of what this node knows of ended sessions and of its last housekeeping is shown, and failures of the
 *       latter are counted.
 * </ul>
 */
@NullMarked
package io.weapp.passport.metrics;

import org.jspecify.annotations.NullMarked;
