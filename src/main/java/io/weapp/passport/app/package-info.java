/**
 * The mini programs this service logs users in for.
 *
 * <ul>
 *   <li>R3.1 - The first app is registered once, from configuration; what operators change later is never overwritten.
 *   <li>R3.2 - An app's secret is stored sealed and never shown.
 *   <li>R3.3 - An app may have rules of its own for its sessions; what it leaves open, the configuration says.
 * </ul>
 */
@NullMarked
package io.weapp.passport.app;

import org.jspecify.annotations.NullMarked;
