/**
 * The mini programs this service logs users in for.
 *
 * <ul>
 *   <li>R3.1 - The first app is registered once, from configuration; what operators change later is never overwritten.
 *   <li>R3.2 - An app's secret is stored sealed and never shown.
 *   <li>R3.3 - An app may have rules of its own for its sessions; what it leaves open, the configuration says.
 *   <li>R3.4 - Operators register apps while the service runs; every node knows of them with the next request. No secret of an
 *       app is ever shown.
 *   <li>R3.5 - What a change of an app does not name stays as it is; null takes a setting away.
 *   <li>R3.6 - A change that breaks a rule names every field that does, and changes nothing.
 *   <li>R3.7 - A new secret replaces the former only once WeChat has accepted it.
 *   <li>R3.8 - With an app all its sessions end.
 *   <li>R3.9 - What two operators change at once is not lost.
 *   <li>R3.10 - However many apps work at once, none sees another's identities, sessions or tokens.
 *   <li>R3.11 - An app has one WeChat token, which one thread of one node fetches for all of them; nobody forces a new one.
 *   <li>R3.12 - Who dies while fetching is replaced after its lease; who waits for another does so for a few seconds at most.
 *   <li>R3.13 - A disabled app has no token, and a token that was fetched before the app was changed does not count.
 *   <li>R3.14 - A token WeChat refuses is replaced once, if it is still the current one, and the call repeated once.
 *   <li>R3.15 - A token in use is renewed before it expires, with no user waiting.
 *   <li>R3.16 - The keys for signed calls are parsed before they are taken, stored sealed and never shown; other nodes know of new
 *       ones within 30 seconds.
 * </ul>
 */
@NullMarked
package io.weapp.passport.app;

import org.jspecify.annotations.NullMarked;
